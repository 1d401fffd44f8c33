package guichet.crypto;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// The fingerprint of an OpenPGP primary key: 40 hexadecimal digits (version 4) or 64 (version 6), upper case.
///
/// @param hex the digits without spaces
public record Fingerprint(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9A-F]{40}|[0-9A-F]{64}");

    public Fingerprint {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a fingerprint");
        }
    }

    /// Reads what people type or paste: any case, spaces anywhere.
    ///
    /// @throws IllegalArgumentException where it is no fingerprint
    public static Fingerprint parse(String typed) {
        return new Fingerprint(typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT));
    }

    static Fingerprint of(byte[] bytes) {
        return new Fingerprint(HexFormat.of().withUpperCase().formatHex(bytes));
    }

    /// The digits in groups of four, as people compare them aloud.
    public String spaced() {
        return hex.replaceAll("(.{4})(?=.)", "$1 ");
    }

    @Override
    public String toString() {
        return hex;
    }
}
