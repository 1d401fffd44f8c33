package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void givesBackWhatWasTypedInEveryScript() {
        char[] typed = "mot de passe é € 🔑".toCharArray();
        try (Secret secret = Secret.of(typed)) {
            assertArrayEquals(typed, secret.chars());
            assertArrayEquals(Forge.utf8("mot de passe é € 🔑"), secret.bytes());
        }
    }

    @Test
    void isIndependentOfTheArraysRoundIt() {
        byte[] given = {1, 2, 3};
        try (Secret secret = Secret.of(given)) {
            given[0] = 9;
            secret.bytes()[1] = 9;
            assertArrayEquals(new byte[]{1, 2, 3}, secret.bytes());
        }
    }

    @Test
    void isGoneOnceClosedAndPrintsNothing() {
        Secret secret = Secret.of("sésame".toCharArray());
        assertEquals("Secret", secret.toString());
        secret.close();
        assertThrows(IllegalStateException.class, secret::bytes);
        assertThrows(IllegalStateException.class, secret::chars);
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Secret.of(new char[]{'a', '\ud83d'}));
    }
}
