package guichet.inbox.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which cryptographic layer a whole message is, by RFC 3156 and nothing looser. Only a root is ever asked: encrypted and signed
/// parts further inside are neither opened nor believed, since around them a stranger could say anything.
sealed interface CryptoStructure {
    Pattern VERSION = Pattern.compile("(?im)^version:[ \\t]*1[ \\t]*\\r?$");

    /// Exactly what RFC 3156, section 4, describes.
    record Encrypted(Entity.Leaf ciphertext) implements CryptoStructure {
    }

    /// Exactly what RFC 3156, section 5, describes.
    record Signed(Entity part, Entity.Leaf signature) implements CryptoStructure {
    }

    /// No OpenPGP layer.
    record None() implements CryptoStructure {
    }

    static CryptoStructure of(MimeParser.Parsed message) {
        if (message.flaw() != MimeParser.Flaw.NONE || message.root().header().count("content-type") != 1
                || !(message.root() instanceof Entity.Multipart root) || root.children().size() != 2
                || !(root.children().get(1) instanceof Entity.Leaf second)) {
            return new None();
        }
        List<Entity> children = root.children();
        if (root.type().is("multipart/encrypted") && protocol(root).equals("application/pgp-encrypted")
                && children.get(0) instanceof Entity.Leaf control && isControl(control)
                && second.type().is("application/octet-stream")) {
            return new Encrypted(second);
        }
        if (root.type().is("multipart/signed") && protocol(root).equals("application/pgp-signature")
                && second.type().is("application/pgp-signature")) {
            return new Signed(children.get(0), second);
        }
        return new None();
    }

    /// Whether a part claims to be encrypted, by whichever means.
    static boolean claimsEncryption(Entity part) {
        return part.type().is("multipart/encrypted") || part.type().is("application/pgp-encrypted")
                || (part.type().value().matches("application/(x-)?pkcs7-mime") && !part.type().parameter("smime-type")
                        .orElse("").toLowerCase(Locale.ROOT).equals("signed-data"));
    }

    /// Whether a part claims to be signed by OpenPGP.
    static boolean claimsSignature(Entity part) {
        return part.type().is("application/pgp-signature")
                || (part.type().is("multipart/signed") && protocol(part).equals("application/pgp-signature"));
    }

    private static boolean isControl(Entity.Leaf part) {
        return part.type().is("application/pgp-encrypted") && part.content().length < 1_000
                && VERSION.matcher(new String(part.content(), StandardCharsets.ISO_8859_1)).find();
    }

    private static String protocol(Entity part) {
        return part.type().parameter("protocol").orElse("").toLowerCase(Locale.ROOT);
    }
}
