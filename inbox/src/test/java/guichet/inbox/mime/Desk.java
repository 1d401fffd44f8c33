package guichet.inbox.mime;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.Fingerprint;
import guichet.crypto.OpenPgp;
import guichet.keystore.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/// A reader at work on one mail after another, with Alice's key, who knows Bob and some others.
final class Desk {
    static final OpenPgp PGP = new OpenPgp();
    /// The usual ones, with time enough on a machine that has other work.
    static final ReadLimits LIMITS = patient();
    private static final Clock CLOCK = Clock.fixed(Cast.NOW, ZoneOffset.UTC);

    private static volatile Watcher watcher = (_, _, _) -> {
    };

    private Desk() {
    }

    /// Is told of each mail that was read with Alice's key.
    interface Watcher {
        void saw(byte[] rawMail, Reading reading, SignerDirectory signers);
    }

    /// @param mail lines ended by LF or CRLF
    static Reading readClear(String mail) {
        return readClear(crlf(mail));
    }

    /// Without any key.
    static Reading readClear(byte[] rawMail) {
        return reader(LIMITS).read(rawMail, List.of(), knowing());
    }

    static Reading read(byte[] rawMail, Cast.Member... known) {
        Reading reading = reader(LIMITS).read(rawMail, List.of(Cast.alice().key()), knowing(known));
        watcher.saw(rawMail, reading, knowing(known));
        return reading;
    }

    /// From now on, on this thread or others, until the next one comes.
    static void watchedBy(Watcher next) {
        watcher = next;
    }

    static MailReader reader(ReadLimits limits) {
        return new MailReader(PGP, limits, CLOCK);
    }

    static SignerDirectory knowing(Cast.Member... known) {
        List<Certificate> certificates = List.of(known).stream().map(Cast.Member::certificate).toList();
        return new SignerDirectory() {
            @Override
            public List<Certificate> certificates() {
                return certificates;
            }

            @Override
            public Trust trust(Fingerprint signer) {
                return Trust.ACCEPTED;
            }
        };
    }

    static byte[] crlf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /// The armored encryption of an entity to Alice, signed.
    static String encrypted(String entity, Cast.Member signer) {
        try {
            return ascii(PGP.encryptAndSign(crlf(entity), List.of(Cast.alice().encryptionKey()), signer.key(), Cast.NOW)
                    .bytes());
        } catch (CryptoException e) {
            throw new AssertionError(e);
        }
    }

    /// An armored detached signature over an entity.
    static String signature(String entity, Cast.Member signer) {
        try {
            return ascii(PGP.signDetached(crlf(entity), signer.key(), Cast.NOW));
        } catch (CryptoException e) {
            throw new AssertionError(e);
        }
    }

    /// As RFC 3156, section 4, has it.
    static String pgpEncrypted(String armored) {
        return """
                MIME-Version: 1.0
                Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="enc"

                --enc
                Content-Type: application/pgp-encrypted

                Version: 1

                --enc
                Content-Type: application/octet-stream

                """ + armored + "\n--enc--\n";
    }

    /// As RFC 3156, section 5, has it.
    static String pgpSigned(String entity, String armoredSignature) {
        return """
                MIME-Version: 1.0
                Content-Type: multipart/signed; micalg=pgp-sha512; protocol="application/pgp-signature"; boundary="sig"

                --sig
                """ + entity + "\n--sig\nContent-Type: application/pgp-signature\n\n" + armoredSignature
                + "\n--sig--\n";
    }

    private static ReadLimits patient() {
        ReadLimits d = ReadLimits.DEFAULT;
        return new ReadLimits(d.depth(), d.parts(), d.headers(), d.headerBytes(), d.lineBytes(), d.plaintextBytes(),
                d.bodyChars(), Duration.ofMinutes(2));
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
