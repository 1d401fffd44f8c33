package guichet.inbox.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which cryptographic layer a whole message is, by RFC 3156 and nothing looser. Only a root is ever asked: encrypted and signed
/// parts further inside are neither opened nor believed, since around them a stranger could say anything.
sealed interface CryptoStructure {
    Pattern VERSION = Pattern.compile("(?im)^version:[ \\t]*1[ \\t]*\\r?$");

    Pattern SMIME = Pattern.compile("application/(x-)?pkcs7-mime");
    Pattern SMIME_SIGNATURE = Pattern.compile("application/(x-)?pkcs7-signature");

    /// Exactly what RFC 3156, section 4, describes; or that as Exchange delivers it: its two parts after an empty text, as `multipart/mixed`.
    record Encrypted(Entity.Leaf ciphertext) implements CryptoStructure {
    }

    /// Exactly what RFC 3156, section 5, describes.
    record Signed(Entity part, Entity.Leaf signature) implements CryptoStructure {
    }

    /// No OpenPGP layer.
    record None() implements CryptoStructure {
    }

    static CryptoStructure of(MimeParser.Parsed message) {
        return message.flaw() == MimeParser.Flaw.NONE ? of(message.root()) : new None();
    }

    private static CryptoStructure of(Entity entity) {
        if (entity.header().count("content-type") != 1 || !(entity instanceof Entity.Multipart root)) {
            return new None();
        }
        List<Entity> children = isMangledByExchange(root) ? root.children().subList(1, 3) : root.children();
        if (children.size() != 2 || !(children.get(1) instanceof Entity.Leaf second)) {
            return new None();
        }
        boolean encrypted = root.type().is("multipart/encrypted") && protocol(root).equals("application/pgp-encrypted");
        if ((encrypted || isMangledByExchange(root)) && children.get(0) instanceof Entity.Leaf control
                && isControl(control)
                && second.type().is("application/octet-stream")) {
            return new Encrypted(second);
        }
        if (root.type().is("multipart/signed") && protocol(root).equals("application/pgp-signature")
                && second.type().is("application/pgp-signature")) {
            return new Signed(children.get(0), second);
        }
        return new None();
    }

    /// What a signature over nothing but a ciphertext is about. Whoever caught the ciphertext could have made it: it says nothing of what is in it.
    static Optional<Encrypted> encryptedThenSigned(Signed signed) {
        return of(signed.part()) instanceof Encrypted inner ? Optional.of(inner) : Optional.empty();
    }

    private static boolean isMangledByExchange(Entity.Multipart root) {
        return root.type().is("multipart/mixed") && root.children().size() == 3
                && root.children().getFirst() instanceof Entity.Leaf text && text.type().is("text/plain")
                && !text.isFar() && new String(text.content(), StandardCharsets.ISO_8859_1).isBlank();
    }

    /// Whether a part claims to be encrypted, by whichever means.
    static boolean claimsEncryption(Entity part) {
        return part.type().is("multipart/encrypted") || part.type().is("application/pgp-encrypted")
                || (SMIME.matcher(part.type().value()).matches() && !part.type().parameter("smime-type")
                        .orElse("").toLowerCase(Locale.ROOT).equals("signed-data"));
    }

    /// Whether a part claims to be encrypted or signed by S/MIME (RFC 8551).
    static boolean claimsSmime(Entity part) {
        return SMIME.matcher(part.type().value()).matches() || SMIME_SIGNATURE.matcher(part.type().value()).matches()
                || (part.type().is("multipart/signed") && SMIME_SIGNATURE.matcher(protocol(part)).matches());
    }

    /// Whether a part claims to be signed by OpenPGP.
    static boolean claimsSignature(Entity part) {
        return part.type().is("application/pgp-signature")
                || (part.type().is("multipart/signed") && protocol(part).equals("application/pgp-signature"));
    }

    private static boolean isControl(Entity.Leaf part) {
        return part.type().is("application/pgp-encrypted") && !part.isFar() && part.content().length < 1_000
                && VERSION.matcher(new String(part.content(), StandardCharsets.ISO_8859_1)).find();
    }

    private static String protocol(Entity part) {
        return part.type().parameter("protocol").orElse("").toLowerCase(Locale.ROOT);
    }
}
