package guichet.crypto;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.operator.PBESecretKeyDecryptor;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBESecretKeyDecryptorBuilder;
import org.jspecify.annotations.Nullable;

/// A secret key of a file that was imported, perhaps under a passphrase.
///
/// Holds secrets as the file does; what was under a passphrase there is so here.
public final class LockedKey {
    /// Each key is protected by itself and costs a derivation: a file with more than this was made to keep us busy.
    private static final int MOST_SECRETS = 16;
    private static final int SIMPLE_S2K = 0; // deprecated to make, not to meet
    private static final int SALTED_S2K = 1;
    private static final int MOST_ARGON2_MEMORY_EXPONENT = 18; // 256 MiB
    private static final int MOST_ARGON2_PASSES = 10;

    private final Certificate certificate;
    private final Map<Fingerprint, SecretKeyPacket> secrets;

    private LockedKey(Certificate certificate, Map<Fingerprint, SecretKeyPacket> secrets) {
        this.certificate = certificate;
        this.secrets = Map.copyOf(secrets);
    }

    /// Those of the packets that belong to keys of the certificate.
    static Optional<LockedKey> of(Certificate certificate, List<RawPacket> packets) {
        Map<Fingerprint, SecretKeyPacket> secrets = new HashMap<>();
        for (RawPacket packet : packets) {
            if (packet.tag() == RawPacket.SECRET_KEY || packet.tag() == RawPacket.SECRET_SUBKEY) {
                Optional<PGPPublicKey> key = CertificateReader.key(packet)
                        .flatMap(alleged -> certificate.parts().key(Fingerprint.of(alleged.getFingerprint())));
                Optional<SecretKeyPacket> secret = secretPacket(packet);
                if (key.isPresent() && secret.isPresent()) {
                    secrets.put(Fingerprint.of(key.get().getFingerprint()), secret.get());
                }
            }
        }
        return secrets.isEmpty() || secrets.size() > MOST_SECRETS
                ? Optional.empty()
                : Optional.of(new LockedKey(certificate, secrets));
    }

    static Optional<SecretKeyPacket> secretPacket(RawPacket packet) {
        try {
            return new BCPGInputStream(Bytes.of(packet.encoded()).stream())
                    .readPacket() instanceof SecretKeyPacket secret ? Optional.of(secret) : Optional.empty();
        } catch (IOException | RuntimeException e) { // Bouncy Castle throws either for bad packets
            return Optional.empty();
        }
    }

    LockedKey with(Certificate merged) {
        return new LockedKey(merged, secrets);
    }

    public Certificate certificate() {
        return certificate;
    }

    /// Whether [#unlock] needs the right passphrase; if not, any will do.
    public boolean needsPassphrase() {
        return secrets.values().stream()
                .anyMatch(secret -> secret.getS2KUsage() != SecretKeyPacket.USAGE_NONE && !isElsewhere(secret));
    }

    /// Opens every secret part that the file holds.
    public Unlocked unlock(Secret passphrase) {
        char[] typed = passphrase.chars();
        try {
            return unlock(Optional.of(typed));
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /// For a file that is under no passphrase.
    Unlocked unlockUnprotected() {
        return needsPassphrase() ? new Unlocked.WrongPassphrase() : unlock(Optional.<char[]>empty());
    }

    private Unlocked unlock(Optional<char[]> passphrase) {
        if (secrets.values().stream().allMatch(LockedKey::isElsewhere)) {
            return new Unlocked.Unsupported(Unlocked.Why.SECRET_IS_ELSEWHERE);
        }
        if (!secrets.values().stream().allMatch(LockedKey::isSupported)) {
            return new Unlocked.Unsupported(Unlocked.Why.ALGORITHM);
        }
        Map<Fingerprint, byte[]> packets = new HashMap<>();
        for (PGPPublicKey key : certificate.parts().keys()) {
            Fingerprint fingerprint = Fingerprint.of(key.getFingerprint());
            SecretKeyPacket secret = secrets.get(fingerprint);
            if (secret == null) {
                continue;
            }
            try {
                var locked = new PGPSecretKey(secret, key);
                if (isElsewhere(secret)) {
                    packets.put(fingerprint, SecretPackets.encoded(locked));
                    continue;
                }
                PGPPrivateKey opened = locked.extractPrivateKey(decryptor(secret, passphrase));
                if (passphrase.isPresent() && !SecretPackets.match(opened, key)) {
                    return new Unlocked.Unsupported(Unlocked.Why.MISMATCH);
                }
                packets.put(fingerprint, SecretPackets.unprotected(opened, key));
            } catch (PGPException | RuntimeException e) { // Bouncy Castle throws either for what decrypts to nonsense
                return new Unlocked.WrongPassphrase();
            } catch (IOException e) {
                return new Unlocked.Unsupported(Unlocked.Why.ALGORITHM);
            }
        }
        return new Unlocked.Opened(new SecretKey(certificate, packets));
    }

    /// The JDK's hashes where millions of bytes are hashed; Bouncy Castle's own for the forms that the JDK lacks.
    private static @Nullable PBESecretKeyDecryptor decryptor(SecretKeyPacket secret, Optional<char[]> passphrase)
            throws PGPException {
        if (passphrase.isEmpty()) {
            return null;
        }
        return secret.getS2KUsage() == SecretKeyPacket.USAGE_AEAD
                ? new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(passphrase.get())
                : new JcePBESecretKeyDecryptorBuilder(new JcaPGPDigestCalculatorProviderBuilder().build())
                        .build(passphrase.get());
    }

    static boolean isElsewhere(SecretKeyPacket secret) {
        byte[] data = secret.getSecretKeyData();
        return data == null || data.length == 0
                || (secret.getS2K() != null && secret.getS2K().getType() == S2K.GNU_DUMMY_S2K);
    }

    private static boolean isSupported(SecretKeyPacket secret) {
        S2K protection = secret.getS2K();
        return isElsewhere(secret) || protection == null || switch (protection.getType()) {
            case SIMPLE_S2K, SALTED_S2K, S2K.SALTED_AND_ITERATED -> true;
            case S2K.ARGON_2 -> protection.getMemorySizeExponent() <= MOST_ARGON2_MEMORY_EXPONENT
                    && protection.getPasses() <= MOST_ARGON2_PASSES;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return "LockedKey[" + certificate.fingerprint() + "]";
    }
}
