package guichet.crypto;

import java.util.Arrays;

/// Keys from passphrases: Argon2id, version 1.3 (RFC 9106).
public final class KeyDerivation {
    private static final int KEY_BYTES = 32;

    private KeyDerivation() {
    }

    /// 32 bytes that cost this much to guess.
    ///
    /// The caller bounds a cost that it read from somewhere: it is spent as asked.
    ///
    /// @param salt at least 8 bytes (16 or more, random, is the use)
    public static byte[] argon2id(Secret passphrase, byte[] salt, Argon2Cost cost) {
        if (salt.length < 8) {
            throw new IllegalArgumentException("a salt has at least 8 bytes");
        }
        byte[] password = passphrase.bytes();
        try (Argon2id derivation = new Argon2id(cost)) {
            return derivation.derive(password, salt, KEY_BYTES);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }
}
