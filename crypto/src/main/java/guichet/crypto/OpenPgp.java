package guichet.crypto;

import java.time.Instant;
import java.util.List;

/// Encrypts, signs, opens and verifies OpenPGP messages. Stateless, for any thread.
public final class OpenPgp {
    public OpenPgp() {
    }

    /// One message, signed inside and encrypted to exactly these certificates, in ASCII armor.
    ///
    /// @throws CryptoException where it can't be made as asked; nothing is made then, and never less than asked
    public Ciphertext encryptAndSign(byte[] plaintext, List<EncryptionKey> to, SecretKey signer, Instant now)
            throws CryptoException {
        return Unfinished.yet();
    }

    /// A detached signature over these very bytes (type 0x00, SHA-512), in ASCII armor with CRLF.
    public byte[] signDetached(byte[] content, SecretKey signer, Instant now) throws CryptoException {
        return Unfinished.yet();
    }

    /// Opens an encrypted message, armored or binary, with whichever of our keys fits.
    ///
    /// @param signers the certificates that a signature may be by
    /// @param now     to tell the signers' state by, and signatures from the future
    public Opened open(byte[] rawCiphertext, List<SecretKey> keys, List<Certificate> signers, OpenLimits limits,
            Instant now) {
        return Unfinished.yet();
    }

    /// As [#open], by the session key that was kept.
    public Opened reopen(byte[] rawCiphertext, SessionKey key, List<Certificate> signers, OpenLimits limits,
            Instant now) {
        return Unfinished.yet();
    }

    /// One check for each signature in `rawSignature` (armored or binary); empty where there is none to be read.
    public List<SignatureCheck> verifyDetached(byte[] signedBytes, byte[] rawSignature, List<Certificate> signers,
            Instant now) {
        return Unfinished.yet();
    }
}
