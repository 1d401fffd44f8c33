package guichet.crypto;

import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.DSA;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.ECDH;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.ECDSA;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.EDDSA_LEGACY;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.Ed25519;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.Ed448;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.RSA_ENCRYPT;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.RSA_GENERAL;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.RSA_SIGN;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.X25519;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.X448;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGKey;
import org.bouncycastle.bcpg.DSAPublicBCPGKey;
import org.bouncycastle.bcpg.ElGamalPublicBCPGKey;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;

/// Which algorithms are still believed (RFC 9580, 9), and how large a stranger's numbers may be.
@SuppressWarnings("deprecation") // the separate RSA kinds are deprecated to make, not to meet
final class Strength {
    private static final Set<Integer> OLD_KINDS = Set.of(RSA_GENERAL, RSA_ENCRYPT, RSA_SIGN, DSA, ELGAMAL_ENCRYPT);
    private static final Set<Integer> ENCRYPTING = Set.of(RSA_GENERAL, RSA_ENCRYPT, ELGAMAL_ENCRYPT, ECDH, X25519,
            X448);
    private static final Set<Integer> SIGNING = Set.of(RSA_GENERAL, RSA_SIGN, DSA, ECDSA, EDDSA_LEGACY, Ed25519, Ed448);
    private static final Set<Integer> HASHES = Set.of(HashAlgorithmTags.SHA224, HashAlgorithmTags.SHA256,
            HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA3_256, HashAlgorithmTags.SHA3_512);
    private static final Set<Integer> AES = Set.of(SymmetricKeyAlgorithmTags.AES_128, SymmetricKeyAlgorithmTags.AES_192,
            SymmetricKeyAlgorithmTags.AES_256);
    private static final Set<Integer> OTHER_CIPHERS = Set.of(SymmetricKeyAlgorithmTags.TWOFISH,
            SymmetricKeyAlgorithmTags.CAMELLIA_128, SymmetricKeyAlgorithmTags.CAMELLIA_192,
            SymmetricKeyAlgorithmTags.CAMELLIA_256);

    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 8192;
    private static final int MOST_EXPONENT_BITS = 64;
    private static final int MOST_SUBGROUP_BITS = 512;
    /// SHA-1 under a self-signature can be forged by a second preimage only, which is out of reach; but nobody has had a
    /// reason to make one for years (the date is Sequoia's).
    private static final Instant SHA1_SELF_SIGNATURES_END = Instant.parse("2023-02-01T00:00:00Z");

    private Strength() {
    }

    static boolean strong(PGPPublicKey key) {
        return !OLD_KINDS.contains(key.getAlgorithm()) || key.getBitStrength() >= LEAST_BITS;
    }

    /// Whether it is of a kind that is supported, with numbers such that using it takes a bounded time.
    static boolean affordable(PGPPublicKey key) {
        BCPGKey numbers = key.getPublicKeyPacket().getKey();
        return switch (numbers) {
            case RSAPublicBCPGKey rsa ->
                fits(rsa.getModulus()) && rsa.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS;
            case DSAPublicBCPGKey dsa -> fits(dsa.getP()) && fits(dsa.getG()) && fits(dsa.getY())
                    && dsa.getQ().bitLength() <= MOST_SUBGROUP_BITS;
            case ElGamalPublicBCPGKey elGamal ->
                fits(elGamal.getP()) && fits(elGamal.getG()) && fits(elGamal.getY());
            default -> !OLD_KINDS.contains(key.getAlgorithm()) && (canEncrypt(key) || canSign(key));
        };
    }

    static boolean canEncrypt(PGPPublicKey key) {
        return ENCRYPTING.contains(key.getAlgorithm());
    }

    static boolean canSign(PGPPublicKey key) {
        return SIGNING.contains(key.getAlgorithm());
    }

    static boolean documentHash(int hash) {
        return HASHES.contains(hash);
    }

    static boolean selfSignatureHash(int hash, Instant made) {
        return documentHash(hash) || (hash == HashAlgorithmTags.SHA1 && made.isBefore(SHA1_SELF_SIGNATURES_END));
    }

    static boolean cipher(int cipher) {
        return aes(cipher) || OTHER_CIPHERS.contains(cipher);
    }

    static boolean aes(int cipher) {
        return AES.contains(cipher);
    }

    private static boolean fits(BigInteger number) {
        return number.signum() > 0 && number.bitLength() <= MOST_BITS;
    }
}
