package guichet.tui.text;

import java.util.Locale;
import java.util.Optional;

/// A language that the program speaks.
public enum Lang {
    FR(Locale.FRANCE), EN(Locale.UK);

    private final Locale locale;

    Lang(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /// `fr`, `fr_FR.UTF-8`, `en-GB`…; empty where it is neither French nor English.
    public static Optional<Lang> of(String tag) {
        String lower = tag.toLowerCase(Locale.ROOT);
        if (lower.equals("fr") || lower.startsWith("fr_") || lower.startsWith("fr-")) {
            return Optional.of(FR);
        }
        if (lower.equals("en") || lower.startsWith("en_") || lower.startsWith("en-")) {
            return Optional.of(EN);
        }
        return Optional.empty();
    }
}
