package guichet.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM, by the JDK: for small things such as key slots.
public final class Aead {
    private static final int TAG_BITS = 128;

    private Aead() {
    }

    /// The ciphertext, followed by its tag of 16 bytes.
    ///
    /// @param key32      32 bytes
    /// @param nonce12    12 bytes, never used twice with one key
    /// @param associated bound to the ciphertext, not hidden
    public static byte[] seal(byte[] key32, byte[] nonce12, byte[] plaintext, byte[] associated) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key32, nonce12, associated).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    /// The plaintext, or empty where key, nonce, ciphertext or associated bytes are not those of [#seal].
    public static Optional<byte[]> open(byte[] key32, byte[] nonce12, byte[] ciphertext, byte[] associated) {
        if (ciphertext.length < TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key32, nonce12, associated).doFinal(ciphertext));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key32, byte[] nonce12, byte[] associated)
            throws GeneralSecurityException {
        if (key32.length != 32 || nonce12.length != 12) {
            throw new IllegalArgumentException("AES-256-GCM takes 32 bytes of key and 12 of nonce");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key32, "AES"), new GCMParameterSpec(TAG_BITS, nonce12));
        cipher.updateAAD(associated);
        return cipher;
    }
}
