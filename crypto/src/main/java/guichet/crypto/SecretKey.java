package guichet.crypto;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;

/// One of our own secret keys, unlocked. Prints its fingerprint only.
///
/// Any thread may use it. [#close()] zeroes what it holds; what Bouncy Castle copied while it worked is left to the
/// garbage collector.
public final class SecretKey implements AutoCloseable {
    private final Certificate certificate;
    private final SecretParts secrets;

    /// @param packets unprotected, by the fingerprint of the single key; taken over, not copied
    SecretKey(Certificate certificate, Map<Fingerprint, byte[]> packets) {
        this(certificate, new SecretParts(packets));
    }

    private SecretKey(Certificate certificate, SecretParts secrets) {
        this.certificate = certificate;
        this.secrets = secrets;
    }

    /// A new key that never expires, in the form that every other program reads: version 4, Ed25519 and X25519.
    public static SecretKey generate(String userId, Instant now) {
        return KeyMaking.make(userId, now, Optional.empty());
    }

    /// As [#generate(String, Instant)], until that time.
    public static SecretKey generate(String userId, Instant now, Instant expires) {
        return KeyMaking.make(userId, now, Optional.of(expires));
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
    public byte[] bytes() {
        return secrets.encoded(certificate.parts());
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
            return Armor.encode("PRIVATE KEY BLOCK", secrets.encoded(certificate.parts(), typed), "\n");
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
        try {
            return new SecretKey(update(now).ending(expires), secrets.copy());
        } catch (PGPException | IOException e) {
            throw new CryptoException("the key can't be extended", e);
        }
    }

    /// The certificate with a revocation in it, for everyone who has it.
    public Certificate revoked(Instant now, RevocationReason reason) throws CryptoException {
        try {
            return update(now).revoked(reason);
        } catch (PGPException | IOException e) {
            throw new CryptoException("the key can't be revoked", e);
        }
    }

    /// This key with what is newly known of its certificate: a revocation, say.
    ///
    /// @throws IllegalArgumentException where it is another key's
    public SecretKey with(Certificate update) {
        return new SecretKey(certificate.merge(update), secrets.copy());
    }

    private OwnerUpdate update(Instant now) throws CryptoException {
        PGPPrivateKey primary = secret(certificate.parts().primary())
                .orElseThrow(() -> new CryptoException("the primary key's secret part is elsewhere"));
        return new OwnerUpdate(certificate, primary, now.truncatedTo(ChronoUnit.SECONDS));
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

    Optional<PGPPrivateKey> secret(PGPPublicKey key) {
        return secrets.of(key);
    }

    @Override
    public void close() {
        secrets.close();
    }

    @Override
    public String toString() {
        return "SecretKey[" + fingerprint() + "]";
    }
}
