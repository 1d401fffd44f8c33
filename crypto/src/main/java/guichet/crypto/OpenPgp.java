package guichet.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Encrypts, signs, opens and verifies OpenPGP messages. Stateless, for any thread.
public final class OpenPgp {
    public OpenPgp() {
    }

    /// One message, signed inside and encrypted to exactly these certificates, in ASCII armor. The signature names them, so
    /// that it is worth nothing where one of them passes it on in another message.
    ///
    /// @throws CryptoException where it can't be made as asked; nothing is made then, and never less than asked
    public Ciphertext encryptAndSign(byte[] plaintext, List<EncryptionKey> to, SecretKey signer, Instant now)
            throws CryptoException {
        return MessageMaking.encryptAndSign(plaintext, to, signer, now);
    }

    /// As [#encryptAndSign], for a message of any length: what is written goes through, and nothing is held in memory.
    ///
    /// @param out gets the armor; not closed; what is in it when this throws is of no use
    /// @throws IOException where the plaintext can't be read or `out` not written
    public LongCiphertext encryptAndSignLong(SealedFile.Content plaintext, List<EncryptionKey> to, SecretKey signer,
            Instant now, OutputStream out) throws CryptoException, IOException {
        return MessageMaking.encryptAndSignLong(plaintext, to, signer, now, out);
    }

    /// A detached signature over these very bytes (type 0x00, SHA-512), in ASCII armor with CRLF.
    public byte[] signDetached(byte[] content, SecretKey signer, Instant now) throws CryptoException {
        return MessageMaking.signDetached(content, signer, now);
    }

    /// Opens an encrypted message, armored or binary, with whichever of our keys fits. A signature in it that was made for
    /// the owners of other keys alone is bad.
    ///
    /// @param signers the certificates that a signature may be by
    /// @param now     to tell the signers' state by, and signatures from the future
    public Opened open(byte[] rawCiphertext, List<SecretKey> keys, List<Certificate> signers, OpenLimits limits,
            Instant now) {
        return MessageOpening.open(rawCiphertext, keys, signers, limits, now);
    }

    /// As [#open], by the session key that was kept.
    ///
    /// @param readers our own keys
    public Opened reopen(byte[] rawCiphertext, SessionKey key, Set<Fingerprint> readers, List<Certificate> signers,
            OpenLimits limits, Instant now) {
        return MessageOpening.reopen(rawCiphertext, key, new SignatureJudge(signers, readers, now), limits);
    }

    /// One check for each signature in `rawSignature` (armored or binary); empty where there is none to be read.
    /// One that was made for certain readers alone is bad: it came in the clear, so somebody took it out of their message.
    public List<SignatureCheck> verifyDetached(byte[] signedBytes, byte[] rawSignature, List<Certificate> signers,
            Instant now) {
        return MessageOpening.verify(signedBytes, rawSignature, new SignatureJudge(signers, Set.of(), now));
    }

    /// As [#verifyDetached], where both stood inside of an encrypted message.
    ///
    /// @param readers our own keys
    public List<SignatureCheck> verifyDetachedInside(byte[] signedBytes, byte[] rawSignature,
            Set<Fingerprint> readers, List<Certificate> signers, Instant now) {
        return MessageOpening.verify(signedBytes, rawSignature, new SignatureJudge(signers, readers, now));
    }

    /// As [#open], for a message of any length: nothing of it is held in memory as a whole. It is read several times, each time from its beginning.
    /// One in a form that nobody makes any more (a signature before what it signs) is malformed here.
    ///
    /// @throws IOException where the message's bytes can't be read
    public OpenedFile openLong(SealedFile.Source rawCiphertext, List<SecretKey> keys, List<Certificate> signers,
            OpenLimits limits, Instant now) throws IOException {
        return FileOpening.open(rawCiphertext, FileOpening.Form.mail(limits), keys, signers, now);
    }

    /// As [#openLong], by the session key that was kept.
    ///
    /// @param readers our own keys
    public OpenedFile reopenLong(SealedFile.Source rawCiphertext, SessionKey key, Set<Fingerprint> readers,
            List<Certificate> signers, OpenLimits limits, Instant now) throws IOException {
        return FileOpening.open(rawCiphertext, FileOpening.Form.mail(limits), key,
                new SignatureJudge(signers, readers, now));
    }

    /// As [#verifyDetached], over bytes of any length.
    ///
    /// @param readers our own keys where both stood inside of an encrypted message, else none
    /// @throws IOException where the signed bytes can't be read
    public List<SignatureCheck> verifyLong(SealedFile.Source signed, byte[] rawSignature, Set<Fingerprint> readers,
            List<Certificate> signers, Instant now) throws IOException {
        return MessageOpening.verify(signed, rawSignature, new SignatureJudge(signers, readers, now));
    }
}
