package guichet.crypto;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;

/// The secret packets of one certificate's keys, unprotected. Any thread; zeroed by [#close()], after which every other
/// method throws [IllegalStateException].
final class SecretParts implements AutoCloseable {
    private final Map<Fingerprint, byte[]> packets;
    private boolean closed;

    /// @param packets by the fingerprint of the single key; taken over, not copied
    SecretParts(Map<Fingerprint, byte[]> packets) {
        this.packets = Map.copyOf(packets);
    }

    synchronized SecretParts copy() {
        requireOpen();
        Map<Fingerprint, byte[]> copies = new HashMap<>();
        packets.forEach((fingerprint, packet) -> copies.put(fingerprint, packet.clone()));
        return new SecretParts(copies);
    }

    /// Empty where it is elsewhere: on a card, say.
    synchronized Optional<PGPPrivateKey> of(PGPPublicKey key) {
        requireOpen();
        byte[] packet = packets.get(Fingerprint.of(key.getFingerprint()));
        if (packet == null) {
            return Optional.empty();
        }
        Optional<SecretKeyPacket> read = LockedKey
                .secretPacket(RawPacket.readAll(Bytes.of(packet), 1).packets().getFirst());
        if (read.isEmpty() || LockedKey.isElsewhere(read.get())) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new PGPSecretKey(read.get(), key).extractPrivateKey(null));
        } catch (PGPException e) {
            throw new IllegalStateException("a secret key of our own can't be read", e);
        }
    }

    /// The transferable secret key (RFC 9580, 10.2), unprotected.
    synchronized byte[] encoded(CertificateParts with) {
        requireOpen();
        return encoded(with, packets);
    }

    /// The transferable secret key, each secret part under the passphrase.
    synchronized byte[] encoded(CertificateParts with, char[] passphrase) throws PGPException, IOException {
        requireOpen();
        Map<Fingerprint, byte[]> protectedPackets = new HashMap<>();
        for (PGPPublicKey key : with.keys()) {
            Fingerprint fingerprint = Fingerprint.of(key.getFingerprint());
            Optional<PGPPrivateKey> secret = of(key);
            byte[] plain = packets.get(fingerprint);
            if (secret.isPresent()) {
                protectedPackets.put(fingerprint, SecretPackets.underPassphrase(secret.get(), key, passphrase));
            } else if (plain != null) {
                protectedPackets.put(fingerprint, plain); // a stub that holds no secret
            }
        }
        return encoded(with, protectedPackets);
    }

    private static byte[] encoded(CertificateParts parts, Map<Fingerprint, byte[]> secrets) {
        return parts.encoded(key -> secrets.getOrDefault(Fingerprint.of(key.getFingerprint()),
                CertificateParts.publicPacket(key).encoded()));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the key is closed");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        packets.values().forEach(packet -> Arrays.fill(packet, (byte) 0));
    }

    @Override
    public String toString() {
        return "SecretParts";
    }
}
