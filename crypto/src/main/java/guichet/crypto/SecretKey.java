package guichet.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/// One of our own secret keys, unlocked. Prints its fingerprint only.
///
/// Any thread may use it. [#close()] zeroes what it holds; what Bouncy Castle copied while it worked is left to the
/// garbage collector.
public final class SecretKey implements AutoCloseable {
    private final Certificate certificate;
    private final Map<Fingerprint, byte[]> packets;
    private boolean closed;

    /// @param packets unprotected, by the fingerprint of the single key; taken over, not copied
    SecretKey(Certificate certificate, Map<Fingerprint, byte[]> packets) {
        this.certificate = certificate;
        this.packets = Map.copyOf(packets);
    }

    /// A new key that never expires, in the form that every other program reads: version 4, Ed25519 and X25519.
    public static SecretKey generate(String userId, Instant now) {
        return generate(userId, now, Optional.empty());
    }

    /// As [#generate(String, Instant)], until that time.
    public static SecretKey generate(String userId, Instant now, Instant expires) {
        return generate(userId, now, Optional.of(expires));
    }

    private static SecretKey generate(String userId, Instant now, Optional<Instant> expires) {
        try {
            Instant second = now.truncatedTo(ChronoUnit.SECONDS);
            PGPKeyPairGenerator pairs = new BcPGPKeyPairGeneratorProvider().get(4, OpenPgpTime.of(second));
            PGPKeyPair primaryPair = pairs.generateLegacyEd25519KeyPair();
            PGPKeyPair subkeyPair = pairs.generateLegacyX25519KeyPair().asSubkey(
                    new BcKeyFingerprintCalculator());
            PGPPublicKey primary = primaryPair.getPublicKey();
            PGPPublicKey subkey = subkeyPair.getPublicKey();
            var signer = new SelfSigner(primary, primaryPair.getPrivateKey(), second);
            Bytes rawUserId = Bytes.of(userId.getBytes(StandardCharsets.UTF_8));
            var parts = new CertificateParts(primary, List.of(signer.direct(expires)), List.of(),
                    List.of(new CertificateParts.UserId(rawUserId, List.of(signer.userId(userId, expires)), List.of())),
                    List.of(new CertificateParts.Subkey(subkey, List.of(signer.encryptionSubkey(subkey)), List.of())));
            return new SecretKey(new Certificate(parts),
                    Map.of(Fingerprint.of(primary.getFingerprint()),
                            SecretPackets.unprotected(primaryPair.getPrivateKey(), primary),
                            Fingerprint.of(subkey.getFingerprint()),
                            SecretPackets.unprotected(subkeyPair.getPrivateKey(), subkey)));
        } catch (PGPException | IOException e) {
            throw new IllegalStateException("a key can't be generated", e);
        }
    }

    /// Takes back what [#bytes()] gave.
    ///
    /// @throws IllegalArgumentException where it is none
    public static SecretKey fromVault(byte[] bytes) {
        List<RawPacket> packets = RawPacket.readAll(Bytes.of(bytes), Integer.MAX_VALUE).packets();
        Optional<LockedKey> locked = CertificateReader.read(packets)
                .flatMap(parts -> LockedKey.of(new Certificate(parts), packets));
        if (locked.isPresent() && locked.get().unlockUnprotected() instanceof Unlocked.Opened(SecretKey key)) {
            return key;
        }
        throw new IllegalArgumentException("not an unprotected secret key");
    }

    public Certificate certificate() {
        return certificate;
    }

    public Fingerprint fingerprint() {
        return certificate.fingerprint();
    }

    /// Binary and *unprotected*: for the vault alone.
    ///
    /// @throws IllegalStateException once closed
    public synchronized byte[] bytes() {
        requireOpen();
        return encoded(packets);
    }

    /// ASCII armor, protected by the passphrase in the form that GnuPG 2.2 reads (S2K 3, usage 254).
    ///
    /// @throws IllegalArgumentException where the passphrase is empty
    public byte[] exportProtected(Secret passphrase) throws CryptoException {
        char[] typed = passphrase.chars();
        if (typed.length == 0) {
            throw new IllegalArgumentException("an empty passphrase protects nothing");
        }
        try {
            Map<Fingerprint, byte[]> protectedPackets = new HashMap<>();
            for (PGPPublicKey key : certificate.parts().keys()) {
                Fingerprint fingerprint = Fingerprint.of(key.getFingerprint());
                Optional<PGPPrivateKey> secret = secret(key);
                byte[] plain = packets.get(fingerprint);
                if (secret.isPresent()) {
                    protectedPackets.put(fingerprint, SecretPackets.underPassphrase(secret.get(), key, typed));
                } else if (plain != null) {
                    protectedPackets.put(fingerprint, plain); // a stub that holds no secret
                }
            }
            return Armor.encode("PRIVATE KEY BLOCK", encoded(protectedPackets), "\n");
        } catch (PGPException | IOException | RuntimeException e) {
            throw new CryptoException("the secret key can't be protected", e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /// The same key with a later (or earlier) expiry, of its subkeys too.
    ///
    /// @throws IllegalArgumentException where the time is before the key was made, or after what the form can say
    public SecretKey extendedTo(Instant expires, Instant now) throws CryptoException {
        CertificateParts parts = certificate.parts();
        Validity validity = certificate.validity();
        SelfSigner signer = selfSigner(now);
        try {
            List<ParsedSignature> direct = new ArrayList<>();
            if (!parts.direct().isEmpty()) {
                direct.add(signer.renewedKey(parts.direct().getLast(), expires));
            }
            List<CertificateParts.UserId> userIds = new ArrayList<>();
            for (CertificateParts.UserId userId : parts.userIds()) {
                if (validity.stands(userId, now) && userId.isUtf8()) {
                    userIds.add(new CertificateParts.UserId(userId.raw(),
                            List.of(signer.renewedUserId(userId.certifications().getLast(), userId.raw(), expires)),
                            List.of()));
                }
            }
            List<CertificateParts.Subkey> subkeys = new ArrayList<>();
            for (CertificateParts.Subkey subkey : parts.subkeys()) {
                Optional<ParsedSignature> binding = validity.binding(subkey, now);
                if (subkey.revocations().isEmpty()
                        && binding.flatMap(last -> last.says().keyExpiry(subkey.key())).isPresent()) {
                    subkeys.add(new CertificateParts.Subkey(subkey.key(),
                            List.of(signer.renewedSubkey(binding.get(), subkey.key(), expires)), List.of()));
                }
            }
            var update = new CertificateParts(parts.primary(), direct, List.of(), userIds, subkeys);
            synchronized (this) {
                requireOpen();
                return new SecretKey(certificate.merge(new Certificate(update)), copies());
            }
        } catch (PGPException | IOException e) {
            throw new CryptoException("the key can't be extended", e);
        }
    }

    /// The certificate with a revocation in it, for everyone who has it.
    public Certificate revoked(Instant now, RevocationReason reason) throws CryptoException {
        try {
            return certificate.merge(new Certificate(new CertificateParts(certificate.parts().primary(), List.of(),
                    List.of(selfSigner(now).revocation(reason)), List.of(), List.of())));
        } catch (PGPException | IOException e) {
            throw new CryptoException("the key can't be revoked", e);
        }
    }

    /// This key with what is newly known of its certificate: a revocation, say.
    ///
    /// @throws IllegalArgumentException where it is another key's
    public synchronized SecretKey with(Certificate update) {
        requireOpen();
        return new SecretKey(certificate.merge(update), copies());
    }

    private SelfSigner selfSigner(Instant now) throws CryptoException {
        PGPPublicKey primary = certificate.parts().primary();
        PGPPrivateKey secret = secret(primary)
                .orElseThrow(() -> new CryptoException("the primary key's secret part is elsewhere"));
        Instant afterAll = certificate.parts().newest().plusSeconds(1); // a clock that was set back changes nothing
        return new SelfSigner(primary, secret,
                now.isBefore(afterAll) ? afterAll : now.truncatedTo(ChronoUnit.SECONDS));
    }

    /// What signs documents at that time: the primary key where it may, since some programs believe no other; else the
    /// newest signing subkey.
    Optional<KeyPair> signing(Instant now) {
        Validity validity = certificate.validity();
        CertificateParts parts = certificate.parts();
        if (validity.isRevoked() || validity.isExpired(now) || !Strength.strong(parts.primary())) {
            return Optional.empty();
        }
        List<PGPPublicKey> candidates = new ArrayList<>();
        if (validity.primarySigns(now)) {
            candidates.add(parts.primary());
        }
        parts.subkeys().stream()
                .filter(subkey -> subkey.revocations().isEmpty() && validity.signs(subkey, now)
                        && !validity.isExpired(subkey, now) && Strength.strong(subkey.key()))
                .map(CertificateParts.Subkey::key)
                .sorted(Comparator.comparing(PGPPublicKey::getCreationTime).reversed())
                .forEach(candidates::add);
        for (PGPPublicKey candidate : candidates) {
            Optional<PGPPrivateKey> secret = secret(candidate);
            if (secret.isPresent()) {
                return Optional.of(new KeyPair(candidate, secret.get()));
            }
        }
        return Optional.empty();
    }

    /// Whatever of it can decrypt, expired and revoked keys too: old mail stays readable.
    List<KeyPair> decrypting() {
        List<KeyPair> found = new ArrayList<>();
        for (PGPPublicKey key : certificate.parts().keys()) {
            if (Strength.canEncrypt(key)) {
                secret(key).ifPresent(secret -> found.add(new KeyPair(key, secret)));
            }
        }
        return found;
    }

    synchronized Optional<PGPPrivateKey> secret(PGPPublicKey key) {
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

    private byte[] encoded(Map<Fingerprint, byte[]> secrets) {
        return certificate.parts().encoded(key -> secrets.getOrDefault(Fingerprint.of(key.getFingerprint()),
                CertificateParts.publicPacket(key).encoded()));
    }

    private Map<Fingerprint, byte[]> copies() {
        Map<Fingerprint, byte[]> copies = new HashMap<>();
        packets.forEach((fingerprint, packet) -> copies.put(fingerprint, packet.clone()));
        return copies;
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
        return "SecretKey[" + fingerprint() + "]";
    }
}
