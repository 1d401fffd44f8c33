package guichet.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Opens messages and looks at signatures. Nothing that it is given can make it throw.
final class MessageOpening {
    /// Room for the packets round a literal of just the allowed size.
    private static final int OVERHEAD = 64 * 1024;
    private static final int MOST_DETACHED_SIGNATURES = 16;
    /// The second is what old programs wrote.
    private static final Set<String> SIGNATURE_BLOCKS = Set.of("SIGNATURE", "MESSAGE");

    private MessageOpening() {
    }

    static Opened open(byte[] rawCiphertext, List<SecretKey> keys, List<Certificate> signers, OpenLimits limits,
            Instant now) {
        return switch (parse(rawCiphertext)) {
            case EncryptedMessage.Parsed.Not(Opened.Why why) -> new Opened.Refused(why);
            case EncryptedMessage.Parsed.Message(EncryptedMessage message) ->
                open(message, message.sessionKeys(pairs(keys)),
                        new SignatureJudge(signers, readers(keys), now), limits);
        };
    }

    static Opened reopen(byte[] rawCiphertext, SessionKey key, SignatureJudge judge, OpenLimits limits) {
        return switch (parse(rawCiphertext)) {
            case EncryptedMessage.Parsed.Not(Opened.Why why) -> new Opened.Refused(why);
            case EncryptedMessage.Parsed.Message(EncryptedMessage message) ->
                open(message, List.of(key), judge, limits);
        };
    }

    static List<SignatureCheck> verify(byte[] signedBytes, byte[] rawSignature, SignatureJudge judge) {
        return signatures(rawSignature).stream().map(packet -> judge.judge(packet, Bytes.of(signedBytes))).toList();
    }

    static List<SignatureCheck> verify(SealedFile.Source signed, byte[] rawSignature, SignatureJudge judge)
            throws IOException {
        var document = new StreamedDocument(to -> {
            try (InputStream in = signed.open()) {
                in.transferTo(to);
            }
        });
        List<SignatureCheck> checks = new ArrayList<>();
        for (RawPacket signature : signatures(rawSignature)) {
            checks.add(judge.judge(signature, document));
            document.requireRead();
        }
        return List.copyOf(checks);
    }

    private static List<RawPacket> signatures(byte[] rawSignature) {
        Optional<Bytes> binary = Armor.isBinary(rawSignature)
                ? Optional.of(Bytes.of(rawSignature))
                : Armor.decode(rawSignature).blocks().stream().findFirst()
                        .filter(block -> SIGNATURE_BLOCKS.contains(block.type()) && block.end() == Armor.End.FOUND)
                        .map(Armor.Block::content);
        return binary.stream().flatMap(raw -> RawPacket.readAll(raw, MOST_DETACHED_SIGNATURES).packets().stream())
                .filter(packet -> packet.tag() == RawPacket.SIGNATURE).toList();
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
}
