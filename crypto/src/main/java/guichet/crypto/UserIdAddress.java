package guichet.crypto;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mail address in a user id: in angle brackets at its end, or the whole of it.
final class UserIdAddress {
    private static final Pattern BRACKETED = Pattern.compile("<([^<>]*)>\\s*$");
    private static final Pattern BARE = Pattern
            .compile("([^\\s@<>\"(),:;\\[\\]\\\\\\p{Cntrl}]{1,64})@([^\\s@<>\"(),:;\\[\\]\\\\\\p{Cntrl}]{1,255})");

    private UserIdAddress() {
    }

    static Optional<String> in(String userId) {
        Matcher bracketed = BRACKETED.matcher(userId);
        Matcher bare = BARE.matcher(bracketed.find() ? bracketed.group(1) : userId.strip());
        return bare.matches()
                ? Optional.of(bare.group(1) + "@" + bare.group(2).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
