package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final String HEX = "0123456789ABCDEF0123456789ABCDEF01234567";

    @Test
    void readsWhatPeoplePaste() {
        assertEquals(new Fingerprint(HEX), Fingerprint.parse(" 0123 4567 89ab cdef 0123  4567 89ab cdef 0123 4567\n"));
    }

    @Test
    void refusesAShortKeyId() {
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse("89ABCDEF01234567"));
    }

    @Test
    void isComparedInGroupsOfFour() {
        assertEquals("0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567", new Fingerprint(HEX).spaced());
    }
}
