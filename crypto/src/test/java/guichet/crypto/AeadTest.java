package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// With test case 16 of the GCM specification (McGrew and Viega).
class AeadTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("feffe9928665731c6d6a8f9467308308".repeat(2));
    private static final byte[] NONCE = HEX.parseHex("cafebabefacedbaddecaf888");
    private static final byte[] PLAIN = HEX.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    private static final byte[] ASSOCIATED = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    private static final byte[] SEALED = HEX.parseHex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b");

    @Test
    void sealsAsTheSpecificationSays() {
        assertArrayEquals(SEALED, Aead.seal(KEY, NONCE, PLAIN, ASSOCIATED));
        assertArrayEquals(PLAIN, Aead.open(KEY, NONCE, SEALED, ASSOCIATED).orElseThrow());
    }

    @Test
    void opensNothingThatWasAltered() {
        for (int at = 0; at < SEALED.length; at++) {
            assertTrue(Aead.open(KEY, NONCE, flipped(SEALED, at), ASSOCIATED).isEmpty());
        }
        assertTrue(Aead.open(flipped(KEY, 0), NONCE, SEALED, ASSOCIATED).isEmpty());
        assertTrue(Aead.open(KEY, flipped(NONCE, 11), SEALED, ASSOCIATED).isEmpty());
        assertTrue(Aead.open(KEY, NONCE, SEALED, flipped(ASSOCIATED, 5)).isEmpty());
        assertTrue(Aead.open(KEY, NONCE, new byte[15], ASSOCIATED).isEmpty());
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }
}
