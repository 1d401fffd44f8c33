package guichet.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/// A file of any length that is encrypted to one reader and signed inside: an OpenPGP message in binary, which GnuPG opens too. Nothing of it is
/// held in memory as a whole.
public final class SealedFile {
    private SealedFile() {
    }

    /// Writes what is to be inside.
    @FunctionalInterface
    public interface Content {
        /// @param out not closed by this
        void writeTo(OutputStream out) throws IOException;
    }

    /// The file's bytes, which are read more than once, each time from the beginning.
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /// Whether the file says which key it is for.
    public enum Recipient {
        NAMED, HIDDEN
    }

    /// Encrypts to exactly this key, signed inside for its owner alone, AES-256.
    ///
    /// @param out not closed; what is in it when this throws is of no use
    /// @throws CryptoException where it can't be made as asked
    public static void seal(Content content, EncryptionKey to, Recipient recipient, SecretKey signer, Instant now,
            OutputStream out) throws CryptoException, IOException {
        FileSealing.seal(content, to, recipient, signer, now, out);
    }

    /// Reads a file to its end, and says whether it is whole and who signed it.
    ///
    /// @param signers the certificates that a signature may be by
    public static OpenedFile open(Source source, List<SecretKey> keys, List<Certificate> signers, Instant now)
            throws IOException {
        return FileOpening.open(source, FileOpening.Form.SEALED, keys, signers, now);
    }
}
