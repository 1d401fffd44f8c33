package guichet.crypto;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/// Keys as programs made them long ago: SHA-1 under every self-signature, no key flags.
final class OldKeys {
    private OldKeys() {
    }

    static Certificate withSha1(String userId, Instant made) throws Exception {
        PGPKeyPairGenerator pairs = new BcPGPKeyPairGeneratorProvider().get(4, OpenPgpTime.of(made));
        PGPKeyPair primary = pairs.generateLegacyEd25519KeyPair();
        PGPKeyPair subkey = pairs.generateLegacyX25519KeyPair().asSubkey(new BcKeyFingerprintCalculator());
        PGPSignature certification = begin(primary, PGPSignature.POSITIVE_CERTIFICATION, made)
                .generateCertification(userId, primary.getPublicKey());
        PGPSignature binding = begin(primary, PGPSignature.SUBKEY_BINDING, made)
                .generateCertification(primary.getPublicKey(), subkey.getPublicKey());
        return new Certificate(new CertificateParts(primary.getPublicKey(), List.of(), List.of(),
                List.of(new CertificateParts.UserId(Bytes.of(Forge.utf8(userId)),
                        List.of(ParsedSignature.made(certification)), List.of())),
                List.of(new CertificateParts.Subkey(subkey.getPublicKey(), List.of(ParsedSignature.made(binding)),
                        List.of()))));
    }

    private static PGPSignatureGenerator begin(PGPKeyPair primary, int type, Instant made) throws Exception {
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(primary.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA1),
                primary.getPublicKey());
        generator.init(type, primary.getPrivateKey());
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, OpenPgpTime.of(made));
        subpackets.setIssuerFingerprint(false, primary.getPublicKey());
        generator.setHashedSubpackets(subpackets.generate());
        return generator;
    }
}
