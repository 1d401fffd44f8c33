package guichet.crypto;

import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/// Certificates that claim somebody else's key as their own signing subkey.
final class SigningSubkeys {
    private SigningSubkeys() {
    }

    static Certificate claiming(SecretKey thief, PGPPublicKey others) throws Exception {
        var claimed = new PGPPublicKey(new PublicSubkeyPacket(others.getVersion(), others.getAlgorithm(),
                others.getCreationTime(), others.getPublicKeyPacket().getKey()), new BcKeyFingerprintCalculator());
        KeyPair pair = thief.signing(Cast.NOW).orElseThrow();
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(pair.key().getAlgorithm(), HashAlgorithmTags.SHA512), pair.key());
        generator.init(PGPSignature.SUBKEY_BINDING, pair.secret());
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, others.getCreationTime());
        subpackets.setIssuerFingerprint(false, pair.key());
        subpackets.setKeyFlags(true, KeyFlags.SIGN_DATA);
        generator.setHashedSubpackets(subpackets.generate());
        var binding = ParsedSignature.made(generator.generateCertification(pair.key(), claimed));
        return thief.certificate()
                .merge(new Certificate(new CertificateParts(pair.key(), List.of(), List.of(), List.of(),
                        List.of(new CertificateParts.Subkey(claimed, List.of(binding), List.of())))));
    }
}
