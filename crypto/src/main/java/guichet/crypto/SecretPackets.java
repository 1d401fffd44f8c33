package guichet.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.PGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBESecretKeyEncryptorBuilder;

/// Single secret key packets (RFC 9580, 5.5.3).
final class SecretPackets {
    /// 65,011,712 bytes hashed for each guess: the most that the form allows.
    private static final int MOST_ITERATIONS = 0xFF;

    private SecretPackets() {
    }

    static byte[] unprotected(PGPPrivateKey secret, PGPPublicKey key) throws PGPException, IOException {
        return encoded(new PGPSecretKey(secret, key, null, key.isMasterKey(), null));
    }

    /// S2K 3 with SHA-256, AES-256, usage 254: what GnuPG 2.2 reads, and everyone else.
    static byte[] underPassphrase(PGPPrivateKey secret, PGPPublicKey key, char[] passphrase)
            throws PGPException, IOException {
        PGPDigestCalculatorProvider digests = new JcaPGPDigestCalculatorProviderBuilder().build();
        var encryptor = new JcePBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256,
                digests.get(HashAlgorithmTags.SHA256), MOST_ITERATIONS).build(passphrase);
        return encoded(
                new PGPSecretKey(secret, key, digests.get(HashAlgorithmTags.SHA1), key.isMasterKey(), encryptor));
    }

    /// The packet alone, without the signatures that Bouncy Castle attaches.
    static byte[] encoded(PGPSecretKey key) throws IOException {
        byte[] all = key.getEncoded();
        return RawPacket.readAll(Bytes.of(all), 1).packets().getFirst().encoded();
    }

    /// Whether the secret part is that of this public key: a file may have been made so that signing with it, once,
    /// betrays it.
    static boolean match(PGPPrivateKey secret, PGPPublicKey key) {
        byte[] challenge = new byte[32];
        new SecureRandom().nextBytes(challenge);
        try {
            return (!Strength.canSign(key) || signs(secret, key, challenge))
                    && (!Strength.canEncrypt(key) || decrypts(secret, key, challenge));
        } catch (PGPException | IOException | RuntimeException e) { // Bouncy Castle throws any of them for a mismatch
            return false;
        }
    }

    private static boolean signs(PGPPrivateKey secret, PGPPublicKey key, byte[] challenge)
            throws PGPException, IOException {
        PGPSignature signature = DocumentSigner.sign(challenge, new KeyPair(key, secret), Instant.EPOCH);
        return ParsedSignature.made(signature).verifiesDocument(Bytes.of(challenge), key);
    }

    private static boolean decrypts(PGPPrivateKey secret, PGPPublicKey key, byte[] challenge)
            throws PGPException, IOException {
        byte[] ciphertext = DataEncryptor.seipd1(challenge, List.of(key));
        return EncryptedMessage
                .parse(Bytes.of(ciphertext)) instanceof EncryptedMessage.Parsed.Message(EncryptedMessage message)
                && message.sessionKeys(List.of(new KeyPair(key, secret))).stream()
                        .map(session -> message.decrypt(session, 1 << 16))
                        .anyMatch(result -> result instanceof EncryptedMessage.Decrypted.Whole(Bytes bytes)
                                && Arrays.equals(bytes.array(), challenge));
    }
}
