package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class Argon2idTest {
    @Test
    void isThatOfBouncyCastleForAnyCostPasswordSaltAndLength() {
        Random random = new Random(9106);
        for (int i = 0; i < 150; i++) {
            int lanes = 1 + random.nextInt(5);
            Argon2Cost cost = new Argon2Cost(8 * lanes + random.nextInt(i % 10 == 0 ? 9_000 : 200),
                    1 + random.nextInt(4), lanes);
            byte[] password = bytes(random, random.nextInt(80));
            byte[] salt = bytes(random, 8 + random.nextInt(40));
            int length = 4 + random.nextInt(200);
            try (Argon2id ours = new Argon2id(cost)) {
                assertArrayEquals(theirs(cost, password, salt, length), ours.derive(password, salt, length),
                        cost + ", " + length);
            }
        }
    }

    /// The cost of every slot that is made (NewPassphrase), whose lanes are longer than a block of addresses.
    @Test
    void isThatOfBouncyCastleForTheUsualCost() {
        Argon2Cost usual = new Argon2Cost(64 * 1024, 3, 4);
        byte[] password = Forge.utf8("un mulet bleu compte les gares");
        byte[] salt = bytes(new Random(1), 32);
        try (Argon2id ours = new Argon2id(usual)) {
            assertArrayEquals(theirs(usual, password, salt, 32), ours.derive(password, salt, 32));
        }
    }

    private static byte[] theirs(Argon2Cost cost, byte[] password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations()).withParallelism(cost.parallelism()).withSalt(salt).build());
        byte[] key = new byte[length];
        generator.generateBytes(password, key);
        return key;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
