package guichet.inbox;

import java.util.Optional;
import java.util.regex.Pattern;

/// A case's reference, as people say it: year and number, `2026-0042`. It never stands in an outer header.
public record CaseId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{4,6}");

    public CaseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a case reference");
        }
    }

    /// What a person typed, or empty where it is no case reference.
    public static Optional<CaseId> parse(String typed) {
        String trimmed = typed.strip();
        return FORM.matcher(trimmed).matches() ? Optional.of(new CaseId(trimmed)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
