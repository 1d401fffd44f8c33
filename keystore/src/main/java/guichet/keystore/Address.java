package guichet.keystore;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One bare mail address (RFC 5321 section 4.1.2 without quoted local parts and address literals, RFC 6531 for
/// characters beyond ASCII). Safe to stand in a header or an SMTP command: it holds no control character, no space, no
/// bracket, no comma. The local part is kept as typed, the domain is lower-cased and in its ASCII form (IDNA).
///
/// Two addresses are equal where they differ in the case of ASCII letters only.
///
/// @param value `local@domain`
public record Address(String value) {
    private static final Pattern LOCAL = Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~.-]+");
    private static final Pattern DOMAIN = Pattern
            .compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern ASCII_CAPITAL = Pattern.compile("[A-Z]+");
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST = 254;

    /// @throws IllegalArgumentException where it is no such address
    public Address {
        int at = value.lastIndexOf('@');
        if (at < 0) {
            throw notAnAddress();
        }
        String local = value.substring(0, at);
        String domain = ascii(value.substring(at + 1)).toLowerCase(Locale.ROOT);
        if (!LOCAL.matcher(local).matches() || octets(local) > LONGEST_LOCAL || !DOMAIN.matcher(domain).matches()) {
            throw notAnAddress();
        }
        value = local + "@" + domain;
        if (octets(value) > LONGEST) {
            throw notAnAddress();
        }
    }

    /// What somebody typed or claims; empty where it is no address.
    public static Optional<Address> parse(String typed) {
        try {
            return Optional.of(new Address(typed.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// With its ASCII letters in lower case: what to compare and look up by. Other letters count as they are: lower-case
    /// forms would make one of look-alikes (the Kelvin sign and k), and only the receiving server knows what it does with
    /// them (RFC 6531 section 3.2).
    public String key() {
        return ASCII_CAPITAL.matcher(value).replaceAll(capital -> capital.group().toLowerCase(Locale.ROOT));
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && address.key().equals(key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            // Its message quotes the domain, and nobody's address belongs in an exception.
            throw notAnAddress();
        }
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException("not a mail address");
    }
}
