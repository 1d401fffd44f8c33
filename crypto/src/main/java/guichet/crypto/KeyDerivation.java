package guichet.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Keys from passphrases: Argon2id, version 1.3 (RFC 9106).
public final class KeyDerivation {
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
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations()).withParallelism(cost.parallelism()).withSalt(salt).build());
        byte[] password = passphrase.bytes();
        byte[] key = new byte[32];
        try {
            generator.generateBytes(password, key);
            return key;
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }
}
