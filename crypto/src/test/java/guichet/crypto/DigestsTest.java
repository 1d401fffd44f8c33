package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigestsTest {
    private static final HexFormat HEX = HexFormat.of();

    /// FIPS 180-4, the example "abc".
    @Test
    void sha256IsThatOfTheStandard() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                HEX.formatHex(Digests.sha256(Forge.utf8("a"), Forge.utf8("bc"))));
    }

    /// RFC 4231, test case 2.
    @Test
    void hmacIsThatOfTheStandard() {
        assertEquals("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", HEX.formatHex(
                Digests.hmacSha256(Forge.utf8("Jefe"), Forge.utf8("what do ya want "), Forge.utf8("for nothing?"))));
    }

    /// RFC 5869, test cases 1 and 3.
    @Test
    void hkdfIsThatOfTheStandard() {
        byte[] keyMaterial = HEX.parseHex("0b".repeat(22));
        assertEquals("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                HEX.formatHex(Digests.hkdfSha256(keyMaterial, HEX.parseHex("000102030405060708090a0b0c"),
                        HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42)));
        assertArrayEquals(
                HEX.parseHex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
                Digests.hkdfSha256(keyMaterial, new byte[0], new byte[0], 42));
    }
}
