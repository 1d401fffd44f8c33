package guichet.transports.keys;

import guichet.keystore.Address;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/// Where an address's key lies in its domain's Web Key Directory (draft-koch-openpgp-webkey-service, section 3.1).
record WkdLocation(URI advanced, URI direct) {
    private static final String ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769";
    private static final int BITS = 5;

    static WkdLocation of(Address address) {
        String value = address.value();
        String local = value.substring(0, value.lastIndexOf('@'));
        String domain = address.domain();
        String file = "hu/" + hash(local) + "?l="
                + URLEncoder.encode(local, StandardCharsets.UTF_8).replace("+", "%20");
        return new WkdLocation(
                URI.create("https://openpgpkey." + domain + "/.well-known/openpgpkey/" + domain + "/" + file),
                URI.create("https://" + domain + "/.well-known/openpgpkey/" + file));
    }

    /// SHA-1 of the local part with its ASCII letters in lower case, in z-base-32. SHA-1 names a file here and protects nothing.
    static String hash(String local) {
        StringBuilder lower = new StringBuilder();
        local.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        try {
            return zBase32(
                    MessageDigest.getInstance("SHA-1").digest(lower.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private static String zBase32(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held = (held << Byte.SIZE) | (b & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                out.append(ALPHABET.charAt((held >> bits) & 0x1f));
            }
            held &= (1 << bits) - 1;
        }
        return bits == 0 ? out.toString() : out.append(ALPHABET.charAt((held << (BITS - bits)) & 0x1f)).toString();
    }

    /// Whether a domain can be asked by name: one that has a dot, and is no number.
    static boolean isAskable(String domain) {
        String last = domain.substring(domain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return domain.contains(".") && last.matches("[a-z][a-z0-9-]*");
    }
}
