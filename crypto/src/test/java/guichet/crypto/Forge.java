package guichet.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/// Makes the messages that no honest program makes.
final class Forge {
    private Forge() {
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] literal(String text) {
        return new RawPacket(RawPacket.LITERAL, Bytes.of(joined(new byte[]{'b', 0, 0, 0, 0, 0}, utf8(text)))).encoded();
    }

    static byte[] onePass(KeyPair signer) throws PGPException, IOException {
        return DocumentSigner.begin(signer, Cast.NOW, List.of()).generateOnePassVersion(false).getEncoded();
    }

    static byte[] signature(String text, KeyPair signer) throws PGPException, IOException {
        return DocumentSigner.sign(utf8(text), signer, Cast.NOW).getEncoded();
    }

    static byte[] signature(byte[] content, KeyPair signer, int type, int hash, Instant made)
            throws PGPException, IOException {
        var generator = new PGPSignatureGenerator(new BcPGPContentSignerBuilder(signer.key().getAlgorithm(), hash),
                signer.key());
        generator.init(type, signer.secret());
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, OpenPgpTime.of(made));
        subpackets.setIssuerFingerprint(false, signer.key());
        generator.setHashedSubpackets(subpackets.generate());
        generator.update(content);
        PGPSignature signature = generator.generate();
        return signature.getEncoded();
    }

    static byte[] signed(String text, KeyPair signer) throws PGPException, IOException {
        return joined(onePass(signer), literal(text), signature(text, signer));
    }

    static byte[] compressed(int algorithm, byte[] content) throws IOException, PGPException {
        return RawPacket.readAll(Bytes.of(compressedToTheEnd(algorithm, content)), 1).packets().getFirst().encoded();
    }

    /// In a packet whose length is not said, as GnuPG writes it.
    static byte[] compressedToTheEnd(int algorithm, byte[] content) throws IOException, PGPException {
        var out = new ByteArrayOutputStream();
        var generator = new PGPCompressedDataGenerator(algorithm);
        try (OutputStream compressing = generator.open(out)) {
            compressing.write(content);
        }
        generator.close();
        return out.toByteArray();
    }

    /// Any content in a container of version 1.
    static byte[] encrypted(byte[] content, Cast.Member to) throws PGPException, IOException {
        return DataEncryptor.seipd1(content, List.of(subkey(to)));
    }

    static byte[] withCipher(int cipher, byte[] content, Cast.Member to) throws PGPException, IOException {
        return encrypt(new BcPGPDataEncryptorBuilder(cipher).setWithIntegrityPacket(true), content, to);
    }

    static byte[] withoutIntegrity(byte[] content, Cast.Member to) throws PGPException, IOException {
        return encrypt(new BcPGPDataEncryptorBuilder(9).setWithIntegrityPacket(false), content, to);
    }

    static byte[] hidden(byte[] content, List<PGPPublicKey> to) throws PGPException, IOException {
        var generator = new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(9).setWithIntegrityPacket(true));
        for (PGPPublicKey key : to) {
            generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key).setUseWildcardRecipient(true));
        }
        return finish(generator, content);
    }

    private static byte[] encrypt(BcPGPDataEncryptorBuilder builder, byte[] content, Cast.Member to)
            throws PGPException, IOException {
        var generator = new PGPEncryptedDataGenerator(builder);
        generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(subkey(to)));
        return finish(generator, content);
    }

    private static byte[] finish(PGPEncryptedDataGenerator generator, byte[] content) throws PGPException, IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream encrypting = generator.open(out, new byte[512])) {
            encrypting.write(content);
        }
        return out.toByteArray();
    }

    static PGPPublicKey subkey(Cast.Member member) {
        return member.certificate().parts().subkeys().getFirst().key();
    }

    static KeyPair signing(Cast.Member member) {
        return member.key().signing(Cast.NOW).orElseThrow();
    }
}
