package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SealedBoxTest {
    private static final byte[] CONTEXT = {1, 2, 3};
    private final SecureRandom random = new SecureRandom();
    private final byte[] privateKey = SealedBox.newPrivateKey(random);
    private final byte[] publicKey = SealedBox.publicKey(privateKey);
    private final byte[] plaintext = HexFormat.of().parseHex("00112233445566778899aabbccddeeff".repeat(2));

    /// RFC 7748, section 6.1.
    @Test
    void makesThePublicKeysOfTheRfc() {
        assertPublic("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assertPublic("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
                "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    }

    @Test
    void opensWithThePrivateKeyAndTheContext() {
        byte[] sealed = SealedBox.seal(plaintext, publicKey, CONTEXT, random);
        assertEquals(SealedBox.SEALED_BYTES, sealed.length);
        assertArrayEquals(plaintext, SealedBox.open(sealed, privateKey, publicKey, CONTEXT).orElseThrow());
    }

    @Test
    void opensForNobodyElse() {
        byte[] sealed = SealedBox.seal(plaintext, publicKey, CONTEXT, random);
        byte[] other = SealedBox.newPrivateKey(random);
        assertTrue(SealedBox.open(sealed, other, publicKey, CONTEXT).isEmpty());
        assertTrue(SealedBox.open(sealed, other, SealedBox.publicKey(other), CONTEXT).isEmpty());
        assertTrue(SealedBox.open(sealed, privateKey, publicKey, new byte[]{1, 2}).isEmpty());
    }

    @Test
    void noticesEveryFlippedBit() {
        byte[] sealed = SealedBox.seal(plaintext, publicKey, CONTEXT, random);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(SealedBox.open(altered, privateKey, publicKey, CONTEXT).isEmpty(), "bit " + bit);
        }
    }

    /// RFC 7748, section 6.1: a public key of small order gives everybody the same secret.
    @Test
    void refusesPublicKeysThatGiveAKnownSecret() {
        byte[] zero = new byte[32];
        byte[] one = new byte[32];
        one[0] = 1;
        assertThrows(IllegalArgumentException.class, () -> SealedBox.seal(plaintext, zero, CONTEXT, random));
        assertThrows(IllegalArgumentException.class, () -> SealedBox.seal(plaintext, one, CONTEXT, random));
        assertTrue(SealedBox.open(new byte[SealedBox.SEALED_BYTES], privateKey, publicKey, CONTEXT).isEmpty());
    }

    private static void assertPublic(String expectedPrivate, String expectedPublic) {
        assertEquals(expectedPublic,
                HexFormat.of().formatHex(SealedBox.publicKey(HexFormat.of().parseHex(expectedPrivate))));
    }
}
