package guichet.keystore;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An identity key on Signal, and the number by which two people compare it.
///
/// @param identityKey the key's fingerprint: 66 lower-case hexadecimal digits. What is decided is decided about this
/// @param digits      the 60 digits that both see on their telephones, in groups of five; empty where the program told none. They depend on
///                    our own key too, so several accounts of ours see different ones for the same person
public record SafetyNumber(String identityKey, String digits) {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64,66}");
    private static final Pattern DIGITS = Pattern.compile("([0-9]{5} ){11}[0-9]{5}|");
    private static final Pattern BLANK = Pattern.compile("[\\s:]+");

    public SafetyNumber {
        if (!KEY.matcher(identityKey).matches() || !DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("not a safety number");
        }
    }

    /// As signal-cli's `listIdentities` tells them; empty where the key is none. Digits that are none are left out.
    public static Optional<SafetyNumber> parse(String fingerprint, String safetyNumber) {
        String key = BLANK.matcher(fingerprint).replaceAll("").toLowerCase(Locale.ROOT);
        String digits = BLANK.matcher(safetyNumber).replaceAll("");
        String grouped = digits.matches("[0-9]{60}") ? digits.replaceAll("(.{5})(?!$)", "$1 ") : "";
        return KEY.matcher(key).matches() ? Optional.of(new SafetyNumber(key, grouped)) : Optional.empty();
    }

    /// Whether these are the same key, whatever the digits.
    public boolean isSameKey(SafetyNumber other) {
        return identityKey.equals(other.identityKey);
    }
}
