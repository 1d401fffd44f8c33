package guichet.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.PGPDataEncryptorBuilder;

/// Makes messages and signatures: as asked, or not at all.
final class MessageMaking {
    /// Each is named in the signature, whose own limit is some three times as much.
    private static final int MOST_RECIPIENTS = 1_000;
    private static final String CRLF = "\r\n";

    private MessageMaking() {
    }

    /// Whom a message is for, and in which form all of them read it.
    ///
    /// @param keys      what it is encrypted to, by certificate
    /// @param primaries of the same certificates: the signature names them
    private record Readers(Map<Fingerprint, PGPPublicKey> keys, List<PGPPublicKey> primaries, boolean allReadSeipd2) {
        static Readers of(List<EncryptionKey> to, Instant now) throws CryptoException {
            Map<Fingerprint, PGPPublicKey> keys = new LinkedHashMap<>();
            Map<Fingerprint, PGPPublicKey> primaries = new LinkedHashMap<>();
            boolean allReadSeipd2 = true;
            for (EncryptionKey recipient : to) {
                Certificate certificate = recipient.certificate();
                if (!(certificate.usability(now) instanceof Usability.Usable)) {
                    throw new CryptoException("a recipient's key is not usable any more");
                }
                keys.put(certificate.fingerprint(), certificate.encryptionKey(now)
                        .orElseThrow(() -> new CryptoException("a recipient's key is not usable any more")));
                primaries.put(certificate.fingerprint(), certificate.parts().primary());
                allReadSeipd2 &= certificate.validity().self(now)
                        .filter(self -> self.says().announcesSeipd2()).isPresent();
            }
            if (keys.isEmpty()) {
                throw new CryptoException("a message to nobody");
            }
            if (keys.size() > MOST_RECIPIENTS) {
                throw new CryptoException("a message to too many");
            }
            return new Readers(keys, List.copyOf(primaries.values()), allReadSeipd2);
        }

        List<PGPPublicKey> subkeys() {
            return List.copyOf(keys.values());
        }

        PGPDataEncryptorBuilder container() {
            return allReadSeipd2 ? DataEncryptor.version2() : DataEncryptor.version1();
        }

        ArmoredOutput.Checksum checksum() {
            return allReadSeipd2 ? ArmoredOutput.Checksum.LEFT_OUT : ArmoredOutput.Checksum.WRITTEN;
        }
    }

    static Ciphertext encryptAndSign(byte[] plaintext, List<EncryptionKey> to, SecretKey signer, Instant now)
            throws CryptoException {
        Readers readers = Readers.of(to, now);
        try {
            byte[] content = signed(plaintext, signing(signer, now), now, readers.primaries());
            byte[] encrypted = readers.allReadSeipd2()
                    ? DataEncryptor.seipd2(content, readers.subkeys())
                    : DataEncryptor.seipd1(content, readers.subkeys());
            requireRecipients(encrypted, readers.subkeys());
            return new Ciphertext(readers.allReadSeipd2()
                    ? Armor.encodeCurrent("MESSAGE", encrypted, CRLF)
                    : Armor.encode("MESSAGE", encrypted, CRLF), readers.keys().keySet());
        } catch (PGPException | IOException | RuntimeException e) { // whatever went wrong, nothing leaves
            throw new CryptoException("the message can't be encrypted", e);
        }
    }

    static LongCiphertext encryptAndSignLong(SealedFile.Content plaintext, List<EncryptionKey> to, SecretKey signer,
            Instant now, OutputStream out) throws CryptoException, IOException {
        Readers readers = Readers.of(to, now);
        try (OutputStream armored = new ArmoredOutput(out, "MESSAGE", CRLF, readers.checksum())) {
            FileSealing.seal(plaintext, new FileSealing.Sealed(readers.container(), readers.subkeys(),
                    readers.primaries(), SealedFile.Recipient.NAMED), signing(signer, now), now, armored);
        }
        return new LongCiphertext(readers.keys().keySet());
    }

    static byte[] signDetached(byte[] content, SecretKey signer, Instant now) throws CryptoException {
        try {
            byte[] signature = DocumentSigner.sign(content, signing(signer, now), now)
                    .getEncoded();
            return Armor.encode("SIGNATURE", signature, CRLF);
        } catch (PGPException | IOException | RuntimeException e) {
            throw new CryptoException("the signature can't be made", e);
        }
    }

    private static KeyPair signing(SecretKey signer, Instant now) throws CryptoException {
        return signer.signing(now).orElseThrow(() -> new CryptoException("the signer's key can't sign now"));
    }

    private static byte[] signed(byte[] plaintext, KeyPair signer, Instant now, List<PGPPublicKey> readers)
            throws PGPException, IOException {
        PGPSignatureGenerator generator = DocumentSigner.begin(signer, now, readers);
        var out = new ByteArrayOutputStream(plaintext.length + 512);
        generator.generateOnePassVersion(false).encode(out);
        try (OutputStream literal = new PGPLiteralDataGenerator().open(out, PGPLiteralData.BINARY, "", plaintext.length,
                OpenPgpTime.of(Instant.EPOCH))) {
            literal.write(plaintext);
        }
        generator.update(plaintext);
        generator.generate().encode(out);
        return out.toByteArray();
    }

    /// Reads what was made, and compares whom it is really for with whom it was meant for.
    private static void requireRecipients(byte[] encrypted, List<PGPPublicKey> meant) throws CryptoException {
        List<String> expected = meant.stream().map(key -> "%016X".formatted(key.getKeyID())).sorted().toList();
        if (!(EncryptedMessage
                .parse(Bytes.of(encrypted)) instanceof EncryptedMessage.Parsed.Message(EncryptedMessage message))
                || message.sessionKeyPackets() != meant.size()
                || !message.recipientKeyIds().stream().sorted().toList().equals(expected)) {
            throw new CryptoException("the message is not for whom it was meant");
        }
    }
}
