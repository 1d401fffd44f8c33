package guichet.inbox.mime;

import guichet.crypto.Ciphertext;
import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.OpenPgp;
import guichet.crypto.SecretKey;
import java.util.List;

/// Builds every mail that leaves, finished: nothing is added or changed after it. Deterministic but for the encryption itself and
/// the boundaries. Any thread.
@SuppressWarnings("UnusedVariable") // unfinished: the bodies follow
public final class MailBuilder {
    private final OpenPgp openPgp;

    public MailBuilder(OpenPgp openPgp) {
        this.openPgp = openPgp;
    }

    /// A PGP/MIME mail (RFC 3156), signed inside, with protected headers (RFC 9788, `hp="cipher"`).
    ///
    /// Outer headers are From (address only), To, Cc, Date in UTC, Message-ID, Subject `[...]` and the MIME headers, and no others; the
    /// threading headers stand outside only where `threading` is [Threading#OUTSIDE_TOO].
    public EncryptedMail encrypted(Outgoing mail, List<EncryptionKey> to, SecretKey signer, Threading threading)
            throws CryptoException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// A mail in the clear, unsigned: what an override sends. The sender's name is not in it.
    public byte[] clear(Outgoing mail) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Whether the recipient's side may thread by headers that everyone on the way can read.
    public enum Threading {
        INSIDE_ONLY, OUTSIDE_TOO
    }

    /// The finished bytes and the ciphertext in them, which alone says who can read it.
    @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
    public record EncryptedMail(byte[] bytes, Ciphertext ciphertext) {
    }
}
