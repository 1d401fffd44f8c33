package guichet.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/// Makes keys in the form that every other program reads: version 4, an Ed25519 primary key that signs, an X25519 subkey
/// for encryption.
final class KeyMaking {
    private KeyMaking() {
    }

    /// @param expires empty: never
    static SecretKey make(String userId, Instant now, Optional<Instant> expires) {
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
}
