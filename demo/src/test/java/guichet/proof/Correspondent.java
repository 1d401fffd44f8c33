package guichet.proof;

import guichet.crypto.Ciphertext;
import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.KeyFile;
import guichet.crypto.OpenLimits;
import guichet.crypto.OpenPgp;
import guichet.crypto.Opened;
import guichet.crypto.SecretKey;
import guichet.crypto.Usability;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Somebody outside with a key made an hour ago, who writes and reads as the real clock goes.
final class Correspondent implements AutoCloseable {
    private static final OpenLimits LIMITS = new OpenLimits(10_000_000);
    private final OpenPgp pgp = new OpenPgp();
    private final String address;
    private final SecretKey key;

    Correspondent(String address) {
        this.address = address;
        this.key = SecretKey.generate("Bob <" + address + ">", Instant.now().minusSeconds(3600));
    }

    byte[] certificate() {
        return key.certificate().bytes();
    }

    byte[] secretKeyBytes() {
        return key.bytes();
    }

    /// What one of our mails holds, inner headers included.
    String reads(String mail) {
        byte[] message = mail
                .substring(mail.indexOf("-----BEGIN PGP MESSAGE"), mail.indexOf("-----END PGP MESSAGE") + 25)
                .getBytes(StandardCharsets.US_ASCII);
        if (pgp.open(message, List.of(key), List.of(), LIMITS, Instant.now()) instanceof Opened.Plaintext plaintext) {
            return new String(plaintext.bytes(), StandardCharsets.UTF_8);
        }
        throw new AssertionError("does not open");
    }

    /// An encrypted, signed mail to somebody whose certificate this is.
    String writes(byte[] certificate, String to, String id, String body) throws CryptoException {
        return seals(certificate, to, id, "Content-Type: text/plain; charset=utf-8\n\n" + body);
    }

    /// As [#writes], with the encrypted part's headers.
    String seals(byte[] certificate, String to, String id, String entity) throws CryptoException {
        if (!(KeyFile.read(certificate) instanceof KeyFile.Keys keys)
                || !(keys.certificates().getFirst()
                        .usability(Instant.now()) instanceof Usability.Usable(EncryptionKey usable))) {
            throw new IllegalArgumentException("no certificate to encrypt to");
        }
        Ciphertext ciphertext = pgp.encryptAndSign(entity.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                List.of(usable), key, Instant.now());
        return """
                From: Bob <%s>
                To: <%s>
                Message-ID: <%s>
                Subject: [...]
                MIME-Version: 1.0
                Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="frontier"

                --frontier
                Content-Type: application/pgp-encrypted

                Version: 1

                --frontier
                Content-Type: application/octet-stream

                %s
                --frontier--
                """.replace("\n", "\r\n").formatted(address, to, id,
                new String(ciphertext.bytes(), StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        key.close();
    }
}
