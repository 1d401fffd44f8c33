package guichet.crypto;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/// Signatures over documents: type 0x00, SHA-512 (Bouncy Castle's own default, SHA3-512, is read by few).
final class DocumentSigner {
    private DocumentSigner() {
    }

    /// @param readers the primary keys of those for whom alone it is made (RFC 9580, 5.2.3.36), so that none of them can pass
    ///                it on as if it had been made for somebody else; empty: for anyone
    static PGPSignatureGenerator begin(KeyPair signer, Instant made, List<PGPPublicKey> readers) throws PGPException {
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(signer.key().getAlgorithm(), HashAlgorithmTags.SHA512), signer.key());
        generator.init(PGPSignature.BINARY_DOCUMENT, signer.secret());
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, OpenPgpTime.of(made));
        subpackets.setIssuerFingerprint(false, signer.key());
        boolean critical = signer.key().getVersion() >= 6; // as the RFC asks; GnuPG 2.2 refuses it in version 4
        for (PGPPublicKey reader : readers) {
            subpackets.addIntendedRecipientFingerprint(critical, reader);
        }
        generator.setHashedSubpackets(subpackets.generate());
        return generator;
    }

    static PGPSignature sign(byte[] content, KeyPair signer, Instant made) throws PGPException {
        PGPSignatureGenerator generator = begin(signer, made, List.of());
        generator.update(content);
        return generator.generate();
    }
}
