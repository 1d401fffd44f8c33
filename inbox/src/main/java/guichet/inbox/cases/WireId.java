package guichet.inbox.cases;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Message-ID (RFC 5322, section 3.6.4), without its angle brackets. Strangers write it: it names, and proves nothing.
final class WireId {
    /// Longer ones are not threaded by.
    private static final int LONGEST = 500;
    private static final Pattern BRACKETED = Pattern.compile("<([^<>\\s]+)>");

    private WireId() {
    }

    /// The first one of a header's value.
    static Optional<String> bare(String header) {
        Matcher matcher = BRACKETED.matcher(header);
        return matcher.find() && usable(matcher.group(1)) ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static boolean usable(String wireId) {
        return !wireId.isEmpty() && wireId.length() <= LONGEST;
    }
}
