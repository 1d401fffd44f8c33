package guichet.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// SHA-256 and what is built on it, by the JDK.
///
/// Several parts are hashed as if joined: who needs their borders to count puts lengths between them.
public final class Digests {
    private Digests() {
    }

    /// SHA-256, 32 bytes.
    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /// SHA-256 of what is given piece by piece.
    public static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /// HMAC-SHA-256, 32 bytes (RFC 2104).
    ///
    /// @param key not empty
    public static byte[] hmacSha256(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    /// HKDF-SHA-256, extract and expand (RFC 5869).
    ///
    /// @param keyMaterial strong already: a random key, not a passphrase
    /// @param salt        may be empty
    /// @param info        what the key is for; another purpose gives an unrelated key
    /// @param length      in bytes, up to 8160
    public static byte[] hkdfSha256(byte[] keyMaterial, byte[] salt, byte[] info, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(
                    HKDFParameterSpec.ofExtract().addIKM(keyMaterial).addSalt(salt).thenExpand(info, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF-SHA-256", e);
        }
    }
}
