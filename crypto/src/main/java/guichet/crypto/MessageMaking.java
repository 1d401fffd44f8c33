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

/// Makes messages and signatures: as asked, or not at all.
final class MessageMaking {
    /// Each is named in the signature, whose own limit is some three times as much.
    private static final int MOST_RECIPIENTS = 1_000;
    private static final String CRLF = "\r\n";

    private MessageMaking() {
    }

    static Ciphertext encryptAndSign(byte[] plaintext, List<EncryptionKey> to, SecretKey signer, Instant now)
            throws CryptoException {
        Map<Fingerprint, PGPPublicKey> keys = new LinkedHashMap<>();
        Map<Fingerprint, PGPPublicKey> readers = new LinkedHashMap<>();
        boolean allReadSeipd2 = true;
        for (EncryptionKey recipient : to) {
            Certificate certificate = recipient.certificate();
            if (!(certificate.usability(now) instanceof Usability.Usable)) {
                throw new CryptoException("a recipient's key is not usable any more");
            }
            keys.put(certificate.fingerprint(), certificate.encryptionKey(now)
                    .orElseThrow(() -> new CryptoException("a recipient's key is not usable any more")));
            readers.put(certificate.fingerprint(), certificate.parts().primary());
            allReadSeipd2 &= certificate.validity().self(now)
                    .filter(self -> self.says().announcesSeipd2()).isPresent();
        }
        if (keys.isEmpty()) {
            throw new CryptoException("a message to nobody");
        }
        if (keys.size() > MOST_RECIPIENTS) {
            throw new CryptoException("a message to too many");
        }
        try {
            byte[] content = signed(plaintext, signing(signer, now), now, List.copyOf(readers.values()));
            List<PGPPublicKey> recipients = List.copyOf(keys.values());
            byte[] encrypted = allReadSeipd2
                    ? DataEncryptor.seipd2(content, recipients)
                    : DataEncryptor.seipd1(content, recipients);
            requireRecipients(encrypted, recipients);
            return new Ciphertext(allReadSeipd2
                    ? Armor.encodeCurrent("MESSAGE", encrypted, CRLF)
                    : Armor.encode("MESSAGE", encrypted, CRLF), keys.keySet());
        } catch (PGPException | IOException | RuntimeException e) { // whatever went wrong, nothing leaves
            throw new CryptoException("the message can't be encrypted", e);
        }
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
