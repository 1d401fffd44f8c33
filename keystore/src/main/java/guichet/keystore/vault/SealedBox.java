package guichet.keystore.vault;

import guichet.crypto.Aead;
import guichet.crypto.Digests;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/// Encrypts 32 bytes to an X25519 public key (RFC 7748): an ephemeral key pair, HKDF-SHA-256 over the agreed secret,
/// AES-256-GCM. That is how a re-keyed database's key reaches the slots of people whose passphrases nobody else knows.
final class SealedBox {
    static final int KEY_BYTES = 32;
    static final int SEALED_BYTES = KEY_BYTES + VaultKeys.BYTES + 16;
    private static final String CURVE = "X25519";
    private static final byte[] INFO = "guichet database key 1".getBytes(StandardCharsets.US_ASCII);
    /// Each key derived here encrypts one message only, so the nonce need not vary.
    private static final byte[] NONCE = new byte[12];

    private SealedBox() {
    }

    /// The private key of a new pair.
    static byte[] newPrivateKey(SecureRandom random) {
        return scalar(pair(random));
    }

    static byte[] publicKey(byte[] privateKey) {
        // The base point, u = 9: multiplying it is what makes a public key (RFC 7748, section 6.1).
        byte[] base = new byte[KEY_BYTES];
        base[0] = 9;
        return agree(privateKey, base).orElseThrow(() -> new IllegalStateException("X25519 does not work here"));
    }

    /// @param context bound to the ciphertext, not hidden
    static byte[] seal(byte[] plaintext, byte[] publicKey, byte[] context, SecureRandom random) {
        KeyPair ephemeral = pair(random);
        byte[] shared = publicBytes(ephemeral);
        byte[] key = key(scalar(ephemeral), publicKey, shared, publicKey, context)
                .orElseThrow(() -> new IllegalArgumentException("not a public key to encrypt to"));
        try {
            byte[] box = Aead.seal(key, NONCE, plaintext, context);
            byte[] sealed = Arrays.copyOf(shared, shared.length + box.length);
            System.arraycopy(box, 0, sealed, shared.length, box.length);
            return sealed;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    static Optional<byte[]> open(byte[] sealed, byte[] privateKey, byte[] publicKey, byte[] context) {
        byte[] ephemeral = Arrays.copyOf(sealed, KEY_BYTES);
        byte[] box = Arrays.copyOfRange(sealed, KEY_BYTES, sealed.length);
        Optional<byte[]> key = key(privateKey, ephemeral, ephemeral, publicKey, context);
        try {
            return key.flatMap(known -> Aead.open(known, NONCE, box, context));
        } finally {
            key.ifPresent(known -> Arrays.fill(known, (byte) 0));
        }
    }

    private static Optional<byte[]> key(byte[] privateKey, byte[] other, byte[] ephemeral, byte[] recipient,
            byte[] context) {
        byte[] salt = Arrays.copyOf(ephemeral, ephemeral.length + recipient.length);
        System.arraycopy(recipient, 0, salt, ephemeral.length, recipient.length);
        byte[] info = Arrays.copyOf(INFO, INFO.length + context.length);
        System.arraycopy(context, 0, info, INFO.length, context.length);
        Optional<byte[]> shared = agree(privateKey, other);
        try {
            return shared.map(secret -> Digests.hkdfSha256(secret, salt, info, VaultKeys.BYTES));
        } finally {
            shared.ifPresent(secret -> Arrays.fill(secret, (byte) 0));
        }
    }

    /// Empty where the public key is one of the few that give the same secret with every private key.
    private static Optional<byte[]> agree(byte[] privateKey, byte[] publicKey) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
            agreement.init(privateKey(privateKey));
            agreement.doPhase(publicKey(publicKey, KeyFactory.getInstance(CURVE)), true);
            return Optional.of(agreement.generateSecret());
        } catch (InvalidKeyException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no X25519", e);
        }
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(CURVE);
            generator.initialize(NamedParameterSpec.X25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no X25519", e);
        }
    }

    private static PrivateKey privateKey(byte[] scalar) throws GeneralSecurityException {
        return KeyFactory.getInstance(CURVE).generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar));
    }

    private static PublicKey publicKey(byte[] littleEndian, KeyFactory factory) throws GeneralSecurityException {
        byte[] bigEndian = reversed(littleEndian);
        bigEndian[0] &= 0x7f;
        return factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
    }

    private static byte[] scalar(KeyPair pair) {
        return ((XECPrivateKey) pair.getPrivate()).getScalar()
                .orElseThrow(() -> new IllegalStateException("this Java hides its X25519 keys"));
    }

    private static byte[] publicBytes(KeyPair pair) {
        byte[] bigEndian = ((XECPublicKey) pair.getPublic()).getU().toByteArray();
        byte[] littleEndian = new byte[KEY_BYTES];
        for (int i = 0; i < Math.min(KEY_BYTES, bigEndian.length); i++) {
            littleEndian[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return littleEndian;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
