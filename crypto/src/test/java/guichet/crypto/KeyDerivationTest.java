package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyDerivationTest {
    /// From the reference implementation's own tests (phc-winner-argon2, test.c, version 0x13, Argon2id).
    @Test
    void isArgon2idOfTheReference() {
        try (Secret passphrase = Secret.of("password".toCharArray())) {
            assertEquals("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7", HexFormat.of().formatHex(
                    KeyDerivation.argon2id(passphrase, Forge.utf8("somesalt"), new Argon2Cost(65_536, 2, 1))));
            assertEquals("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe", HexFormat.of().formatHex(
                    KeyDerivation.argon2id(passphrase, Forge.utf8("somesalt"), new Argon2Cost(256, 2, 1))));
        }
    }

    @Test
    void refusesCostsThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new Argon2Cost(7, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Argon2Cost(64, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Argon2Cost(64, 1, 0));
    }
}
