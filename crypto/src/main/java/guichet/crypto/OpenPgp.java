package guichet.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignatureGenerator;

/// Encrypts, signs, opens and verifies OpenPGP messages. Stateless, for any thread.
public final class OpenPgp {
    private static final String CRLF = "\r\n";
    /// Room for the packets round a literal of just the allowed size.
    private static final int OVERHEAD = 64 * 1024;
    private static final int MOST_DETACHED_SIGNATURES = 16;
    /// Each is named in the signature, whose own limit is some three times as much.
    private static final int MOST_RECIPIENTS = 1_000;

    public OpenPgp() {
    }

    /// One message, signed inside and encrypted to exactly these certificates, in ASCII armor. The signature names them, so
    /// that it is worth nothing where one of them passes it on in another message.
    ///
    /// @throws CryptoException where it can't be made as asked; nothing is made then, and never less than asked
    public Ciphertext encryptAndSign(byte[] plaintext, List<EncryptionKey> to, SecretKey signer, Instant now)
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

    /// A detached signature over these very bytes (type 0x00, SHA-512), in ASCII armor with CRLF.
    public byte[] signDetached(byte[] content, SecretKey signer, Instant now) throws CryptoException {
        try {
            byte[] signature = DocumentSigner.sign(content, signing(signer, now), now)
                    .getEncoded();
            return Armor.encode("SIGNATURE", signature, CRLF);
        } catch (PGPException | IOException | RuntimeException e) {
            throw new CryptoException("the signature can't be made", e);
        }
    }

    /// Opens an encrypted message, armored or binary, with whichever of our keys fits. A signature in it that was made for
    /// the owners of other keys alone is bad.
    ///
    /// @param signers the certificates that a signature may be by
    /// @param now     to tell the signers' state by, and signatures from the future
    public Opened open(byte[] rawCiphertext, List<SecretKey> keys, List<Certificate> signers, OpenLimits limits,
            Instant now) {
        return switch (parse(rawCiphertext)) {
            case EncryptedMessage.Parsed.Not(Opened.Why why) -> new Opened.Refused(why);
            case EncryptedMessage.Parsed.Message(EncryptedMessage message) ->
                open(message, message.sessionKeys(pairs(keys)),
                        new SignatureJudge(signers, readers(keys), now), limits);
        };
    }

    /// As [#open], by the session key that was kept.
    ///
    /// @param readers our own keys
    public Opened reopen(byte[] rawCiphertext, SessionKey key, Set<Fingerprint> readers, List<Certificate> signers,
            OpenLimits limits, Instant now) {
        return switch (parse(rawCiphertext)) {
            case EncryptedMessage.Parsed.Not(Opened.Why why) -> new Opened.Refused(why);
            case EncryptedMessage.Parsed.Message(EncryptedMessage message) ->
                open(message, List.of(key), new SignatureJudge(signers, readers, now), limits);
        };
    }

    private static Set<Fingerprint> readers(List<SecretKey> keys) {
        return keys.stream().map(SecretKey::fingerprint).collect(Collectors.toSet());
    }

    private static EncryptedMessage.Parsed parse(byte[] raw) {
        if (Armor.isBinary(raw)) {
            return EncryptedMessage.parse(Bytes.of(raw));
        }
        Armor.Found found = Armor.decode(raw);
        if (!found.alone() || found.blocks().size() != 1 || !found.blocks().getFirst().type().equals("MESSAGE")) {
            return new EncryptedMessage.Parsed.Not(Opened.Why.MALFORMED);
        }
        Armor.Block block = found.blocks().getFirst();
        return switch (block.end()) {
            case FOUND -> EncryptedMessage.parse(block.content());
            case MISSING -> new EncryptedMessage.Parsed.Not(Opened.Why.TRUNCATED);
            case NOT_BASE64 -> new EncryptedMessage.Parsed.Not(Opened.Why.MALFORMED);
        };
    }

    private static List<KeyPair> pairs(List<SecretKey> keys) {
        List<KeyPair> pairs = new ArrayList<>();
        for (SecretKey key : keys) {
            pairs.addAll(key.decrypting());
        }
        return pairs;
    }

    private static Opened open(EncryptedMessage message, List<SessionKey> candidates, SignatureJudge judge,
            OpenLimits limits) {
        Opened last = new Opened.Refused(Opened.Why.NO_KEY);
        for (SessionKey candidate : candidates) {
            last = switch (message.decrypt(candidate, limits.maxPlaintextBytes() + OVERHEAD)) {
                case EncryptedMessage.Decrypted.Failed(Opened.Why why) -> new Opened.Refused(why);
                case EncryptedMessage.Decrypted.Whole(Bytes content) ->
                    read(content, message, candidate, judge, limits);
            };
            if (last instanceof Opened.Plaintext) {
                return last;
            }
        }
        return last;
    }

    private static Opened read(Bytes raw, EncryptedMessage message, SessionKey sessionKey, SignatureJudge judge,
            OpenLimits limits) {
        return switch (SignedContent.parse(raw, limits.maxPlaintextBytes())) {
            case SignedContent.Parsed.Not(Opened.Why why) -> new Opened.Refused(why);
            case SignedContent.Parsed.Content(SignedContent content) -> {
                Set<String> recipients = message.recipientKeyIds().stream().filter(id -> !id.isEmpty())
                        .collect(Collectors.toSet());
                yield new Opened.Plaintext(content.literal().array(), sessionKey, content.signatures().stream()
                        .map(signature -> judge.judge(signature, content.literal())).toList(), recipients);
            }
        };
    }

    /// One check for each signature in `rawSignature` (armored or binary); empty where there is none to be read.
    /// One that was made for certain readers alone is bad: it came in the clear, so somebody took it out of their message.
    public List<SignatureCheck> verifyDetached(byte[] signedBytes, byte[] rawSignature, List<Certificate> signers,
            Instant now) {
        return verify(signedBytes, rawSignature, new SignatureJudge(signers, Set.of(), now));
    }

    /// As [#verifyDetached], where both stood inside of an encrypted message.
    ///
    /// @param readers our own keys
    public List<SignatureCheck> verifyDetachedInside(byte[] signedBytes, byte[] rawSignature,
            Set<Fingerprint> readers, List<Certificate> signers, Instant now) {
        return verify(signedBytes, rawSignature, new SignatureJudge(signers, readers, now));
    }

    private static List<SignatureCheck> verify(byte[] signedBytes, byte[] rawSignature, SignatureJudge judge) {
        Optional<Bytes> binary = Armor.isBinary(rawSignature)
                ? Optional.of(Bytes.of(rawSignature))
                : Armor.decode(rawSignature).blocks().stream().findFirst().map(Armor.Block::content);
        return binary.stream().flatMap(raw -> RawPacket.readAll(raw, MOST_DETACHED_SIGNATURES).packets().stream())
                .filter(packet -> packet.tag() == RawPacket.SIGNATURE)
                .map(packet -> judge.judge(packet, Bytes.of(signedBytes))).toList();
    }
}
