package guichet.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.PGPSessionKeyEncryptedData;
import org.bouncycastle.openpgp.operator.SessionKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcSessionKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.jcajce.JceSessionKeyDataDecryptorFactoryBuilder;

/// One encrypted message: session key packets, then one container whose integrity is protected, then nothing
/// (RFC 9580, 10.3).
final class EncryptedMessage {
    private static final int MOST_PACKETS = 4096;
    /// How often a secret key is tried. Hidden recipients make us try each key on each packet.
    private static final int MOST_TRIALS = 256;

    private final List<RawPacket> sessionKeyPackets;
    private final RawPacket container;

    private EncryptedMessage(List<RawPacket> sessionKeyPackets, RawPacket container) {
        this.sessionKeyPackets = List.copyOf(sessionKeyPackets);
        this.container = container;
    }

    /// Whether bytes are such a message.
    sealed interface Parsed {
        record Message(EncryptedMessage message) implements Parsed {
        }

        record Not(Opened.Why why) implements Parsed {
        }
    }

    /// What is inside, once all of it was checked.
    sealed interface Decrypted {
        record Whole(Bytes content) implements Decrypted {
        }

        record Failed(Opened.Why why) implements Decrypted {
        }
    }

    static Parsed parse(Bytes raw) {
        RawPacket.Run run = RawPacket.readAll(raw, MOST_PACKETS);
        List<RawPacket> sessionKeyPackets = new ArrayList<>();
        List<RawPacket> containers = new ArrayList<>();
        for (RawPacket packet : run.packets()) {
            switch (packet.tag()) {
                case RawPacket.MARKER, RawPacket.PADDING -> {
                    // Means nothing, and may stand anywhere.
                }
                case RawPacket.PKESK, RawPacket.SKESK -> {
                    if (!containers.isEmpty()) {
                        return new Parsed.Not(Opened.Why.MALFORMED);
                    }
                    sessionKeyPackets.add(packet);
                }
                case RawPacket.SEIPD, RawPacket.LIBREPGP_AEAD, RawPacket.UNPROTECTED_DATA -> containers.add(packet);
                default -> {
                    return new Parsed.Not(Opened.Why.MALFORMED);
                }
            }
        }
        if (run.fault() == RawPacket.Fault.CUT && containers.isEmpty()) {
            return new Parsed.Not(run.packets().isEmpty() ? Opened.Why.MALFORMED : Opened.Why.TRUNCATED);
        }
        if (run.fault() != RawPacket.Fault.NONE || containers.size() != 1) {
            return new Parsed.Not(Opened.Why.MALFORMED);
        }
        return containers.getFirst().tag() == RawPacket.UNPROTECTED_DATA
                ? new Parsed.Not(Opened.Why.NO_INTEGRITY_PROTECTION)
                : new Parsed.Message(new EncryptedMessage(sessionKeyPackets, containers.getFirst()));
    }

    /// The key ids that it is encrypted to, each as often as it stands there; hidden ones are empty.
    List<String> recipientKeyIds() {
        return sessionKeyPackets.stream().filter(packet -> packet.tag() == RawPacket.PKESK)
                .map(packet -> RecipientKeyId.of(packet.body())).toList();
    }

    int sessionKeyPackets() {
        return sessionKeyPackets.size();
    }

    /// The session keys that these keys find in it: more than one only where recipients are hidden.
    List<SessionKey> sessionKeys(List<KeyPair> keys) {
        Set<SessionKey> found = new LinkedHashSet<>();
        int trials = 0;
        for (RawPacket packet : sessionKeyPackets) {
            if (packet.tag() != RawPacket.PKESK) {
                continue;
            }
            for (KeyPair key : keys) {
                if (trials < MOST_TRIALS && RecipientKeyId.mayBe(packet.body(), key.key())) {
                    trials++;
                    sessionKey(packet, key).ifPresent(found::add);
                }
            }
        }
        return List.copyOf(found);
    }

    private Optional<SessionKey> sessionKey(RawPacket packet, KeyPair key) {
        try {
            var list = new PGPEncryptedDataList(BCPGInputStream.wrap(
                    new SequenceInputStream(new ByteArrayInputStream(packet.encoded()), containerStream())));
            if (list.isEmpty() || !(list.get(0) instanceof PGPPublicKeyEncryptedData data)
                    || data.getAlgorithm() != key.key().getAlgorithm()) {
                return Optional.empty();
            }
            PGPSessionKey recovered = data.getSessionKey(new BcPublicKeyDataDecryptorFactory(
                    new PGPKeyPair(key.key(), key.secret())));
            return Optional.of(SessionKey.of(recovered.getAlgorithm(), recovered.getKey()));
        } catch (IOException | PGPException | RuntimeException e) { // Bouncy Castle throws any of them for another's packet
            return Optional.empty();
        }
    }

    /// Reads to the end, lets the integrity be checked, and only then hands anything out.
    Decrypted decrypt(SessionKey key, long most) {
        if (!Strength.cipher(key.algorithm())) {
            return new Decrypted.Failed(Opened.Why.WEAK_ALGORITHM);
        }
        try {
            var list = new PGPEncryptedDataList(BCPGInputStream.wrap(containerStream()));
            PGPSessionKeyEncryptedData data = list.extractSessionKeyEncryptedData();
            byte[] content;
            try (InputStream in = data.getDataStream(decryptor(data, key))) {
                content = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
                if (content.length > most) {
                    return new Decrypted.Failed(Opened.Why.TOO_LARGE);
                }
                if (data.isIntegrityProtected() && !data.verify()) {
                    return new Decrypted.Failed(Opened.Why.MODIFIED);
                }
            }
            return new Decrypted.Whole(Bytes.of(content));
        } catch (IOException | PGPException | RuntimeException e) { // Bouncy Castle throws any of them for altered bytes
            return new Decrypted.Failed(Opened.Why.MODIFIED);
        }
    }

    /// The JDK's AES for what everyone sends; Bouncy Castle's own for the rest.
    static SessionKeyDataDecryptorFactory decryptor(PGPSessionKeyEncryptedData data, SessionKey key) {
        var session = new PGPSessionKey(key.algorithm(), key.key());
        return !data.isAEAD() && Strength.aes(key.algorithm())
                ? new JceSessionKeyDataDecryptorFactoryBuilder().build(session)
                : new BcSessionKeyDataDecryptorFactory(session);
    }

    private InputStream containerStream() {
        return new SequenceInputStream(new ByteArrayInputStream(container.header()), container.body().stream());
    }
}
