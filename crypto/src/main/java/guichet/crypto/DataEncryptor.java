package guichet.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.PGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;

/// The encrypted container (RFC 9580, 5.13), always one whose integrity is protected, always AES-256. The LibrePGP packet
/// (tag 20) is never written.
final class DataEncryptor {
    /// Chunks of 64 KiB.
    private static final int CHUNK_SIZE_OCTET = 10;
    private static final int PARTIAL_LENGTH = 1 << 16;

    private DataEncryptor() {
    }

    /// Version 1, which everyone reads; AES and SHA-1 by the JDK, which is faster.
    static PGPDataEncryptorBuilder version1() {
        return new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setWithIntegrityPacket(true);
    }

    /// Version 2 with OCB, for those who all announce it.
    static PGPDataEncryptorBuilder version2() {
        return new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithAEAD(AEADAlgorithmTags.OCB, CHUNK_SIZE_OCTET).setUseV6AEAD();
    }

    static byte[] seipd1(byte[] content, List<PGPPublicKey> to) throws PGPException, IOException {
        return encrypt(version1(), content, to);
    }

    static byte[] seipd2(byte[] content, List<PGPPublicKey> to) throws PGPException, IOException {
        return encrypt(version2(), content, to);
    }

    private static byte[] encrypt(PGPDataEncryptorBuilder builder, byte[] content, List<PGPPublicKey> to)
            throws PGPException, IOException {
        var generator = new PGPEncryptedDataGenerator(builder);
        to.forEach(key -> generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key)));
        var out = new ByteArrayOutputStream(content.length + content.length / 64 + 1024);
        try (OutputStream encrypting = generator.open(out, new byte[PARTIAL_LENGTH])) {
            encrypting.write(content);
        }
        return out.toByteArray();
    }
}
