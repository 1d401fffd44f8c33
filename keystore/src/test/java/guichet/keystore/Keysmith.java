package guichet.keystore;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.SecretKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/// Makes the certificates that an owner, honest or not, may show: any address on any key.
final class Keysmith {
    static final Instant MADE = Cast.NOW.minus(Duration.ofDays(90));

    private static final ConcurrentMap<String, SecretKey> MADE_BEFORE = new ConcurrentHashMap<>();

    private Keysmith() {
    }

    /// The same key each time within a run, which never expires.
    static SecretKey key(String userId) {
        return MADE_BEFORE.computeIfAbsent(userId, id -> SecretKey.generate(id, MADE));
    }

    static Certificate certificate(String userId) {
        return key(userId).certificate();
    }

    /// One certificate with several user ids.
    static Certificate certificate(String first, String... further) {
        Certificate certificate = certificate(first);
        for (String userId : further) {
            certificate = withUserId(key(first), certificate, userId);
        }
        return certificate;
    }

    static Certificate withUserId(SecretKey owner, Certificate certificate, String userId) {
        return withUserIds(owner, certificate, List.of(userId));
    }

    static Certificate withUserIds(SecretKey owner, Certificate certificate, List<String> userIds) {
        return stating(owner, certificate, userIds, PGPSignature.POSITIVE_CERTIFICATION, MADE.plusSeconds(1));
    }

    static Certificate withoutUserId(SecretKey owner, Certificate certificate, String userId, Instant when) {
        return stating(owner, certificate, List.of(userId), PGPSignature.CERTIFICATION_REVOCATION, when);
    }

    /// The owner's newest word about their encryption subkey is that it ends then; the key itself never does.
    static Certificate withSubkeyUntil(SecretKey owner, Instant end) {
        try {
            var fingerprints = new BcKeyFingerprintCalculator();
            PGPPrivateKey secret = new PGPSecretKeyRing(owner.bytes(), fingerprints).getSecretKey()
                    .extractPrivateKey(null);
            PGPPublicKeyRing ring = new PGPPublicKeyRing(owner.certificate().bytes(), fingerprints);
            PGPPublicKey primary = ring.getPublicKey();
            for (PGPPublicKey subkey : ring) {
                if (!subkey.isMasterKey()) {
                    var subpackets = subpackets(primary, MADE.plusSeconds(1));
                    subpackets.setKeyFlags(true, KeyFlags.ENCRYPT_COMMS);
                    subpackets.setKeyExpirationTime(true,
                            Duration.between(subkey.getCreationTime().toInstant(), end).toSeconds());
                    PGPSignatureGenerator generator = generator(secret, primary, PGPSignature.SUBKEY_BINDING,
                            subpackets);
                    ring = PGPPublicKeyRing.insertPublicKey(ring,
                            PGPPublicKey.addCertification(subkey, generator.generateCertification(primary, subkey)));
                }
            }
            return Certificate.fromVault(ring.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate stating(SecretKey owner, Certificate certificate, List<String> userIds, int type,
            Instant when) {
        try {
            var fingerprints = new BcKeyFingerprintCalculator();
            PGPPrivateKey secret = new PGPSecretKeyRing(owner.bytes(), fingerprints).getSecretKey()
                    .extractPrivateKey(null);
            PGPPublicKeyRing ring = new PGPPublicKeyRing(certificate.bytes(), fingerprints);
            PGPPublicKey primary = ring.getPublicKey();
            for (String userId : userIds) {
                PGPSignature statement = statement(secret, primary, userId, type, when);
                primary = PGPPublicKey.addCertification(primary, userId, statement);
            }
            return Certificate.fromVault(PGPPublicKeyRing.insertPublicKey(ring, primary).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGPSignature statement(PGPPrivateKey secret, PGPPublicKey primary, String userId, int type,
            Instant when) throws PGPException {
        return generator(secret, primary, type, subpackets(primary, when)).generateCertification(userId, primary);
    }

    private static PGPSignatureSubpacketGenerator subpackets(PGPPublicKey primary, Instant when) {
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, Date.from(when));
        subpackets.setIssuerFingerprint(false, primary);
        return subpackets;
    }

    private static PGPSignatureGenerator generator(PGPPrivateKey secret, PGPPublicKey primary, int type,
            PGPSignatureSubpacketGenerator subpackets) throws PGPException {
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(primary.getAlgorithm(), HashAlgorithmTags.SHA512), primary);
        generator.init(type, secret);
        generator.setHashedSubpackets(subpackets.generate());
        return generator;
    }

    static List<Address> addresses(String... values) {
        return List.of(values).stream().map(Address::new).toList();
    }
}
