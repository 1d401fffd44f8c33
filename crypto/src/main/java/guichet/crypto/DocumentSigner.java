package guichet.crypto;

import java.time.Instant;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/// Signatures over documents: type 0x00, SHA-512 (Bouncy Castle's own default, SHA3-512, is read by few).
final class DocumentSigner {
    private DocumentSigner() {
    }

    static PGPSignatureGenerator begin(KeyPair signer, Instant made) throws PGPException {
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(signer.key().getAlgorithm(), HashAlgorithmTags.SHA512), signer.key());
        generator.init(PGPSignature.BINARY_DOCUMENT, signer.secret());
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, OpenPgpTime.of(made));
        subpackets.setIssuerFingerprint(false, signer.key());
        generator.setHashedSubpackets(subpackets.generate());
        return generator;
    }

    static PGPSignature sign(byte[] content, KeyPair signer, Instant made) throws PGPException {
        PGPSignatureGenerator generator = begin(signer, made);
        generator.update(content);
        return generator.generate();
    }
}
