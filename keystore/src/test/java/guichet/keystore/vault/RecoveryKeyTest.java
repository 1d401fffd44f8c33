package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecoveryKeyTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private final RecoveryKey key = RecoveryKey.random(new SecureRandom());
    private final String text = new String(key.text());

    @Test
    void isPrintedInNineGroupsOfFour() {
        assertTrue(text.matches("([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}"), text);
    }

    @Test
    void isReadBackHoweverPeopleTypeIt() {
        for (String typed : new String[]{text, text.toLowerCase(Locale.ROOT), text.replace("-", ""),
                text.replace('-', ' '), "  " + text + "\n", text.replace('0', 'O').replace('1', 'l'),
                text.replace('0', 'o').replace('1', 'I'), text.replace("-", " - ")}) {
            assertArrayEquals(key.bytes(), RecoveryKey.read(typed.toCharArray()).orElseThrow().bytes(), typed);
        }
    }

    @Test
    void everyMisreadSymbolIsNoticed() {
        for (int i = 0; i < text.length(); i++) {
            for (int symbol = 0; symbol < ALPHABET.length(); symbol++) {
                char other = ALPHABET.charAt(symbol);
                if (text.charAt(i) != '-' && text.charAt(i) != other) {
                    String typed = text.substring(0, i) + other + text.substring(i + 1);
                    assertTrue(RecoveryKey.read(typed.toCharArray()).isEmpty(), typed);
                }
            }
        }
    }

    @Test
    void everySwapOfNeighboursIsNoticed() {
        String symbols = text.replace("-", "");
        for (int i = 0; i + 1 < symbols.length(); i++) {
            if (symbols.charAt(i) != symbols.charAt(i + 1)) {
                char[] swapped = symbols.toCharArray();
                swapped[i] = symbols.charAt(i + 1);
                swapped[i + 1] = symbols.charAt(i);
                assertTrue(RecoveryKey.read(swapped).isEmpty(), "at " + i);
            }
        }
    }

    @Test
    void whatIsMissingOrTooMuchIsNoticed() {
        for (String typed : new String[]{"", "-", text.substring(1), text + "0", text + text, "U".repeat(36),
                "é".repeat(36), "0".repeat(1_000_000)}) {
            assertTrue(RecoveryKey.read(typed.toCharArray()).isEmpty());
        }
    }

    @Test
    void printsNothingAndIsGoneOnceClosed() {
        assertEquals("recovery key", key.toString());
        key.close();
        assertThrows(IllegalStateException.class, key::text);
    }

    @Test
    void twoAreNeverTheSame() {
        assertFalse(text.equals(new String(RecoveryKey.random(new SecureRandom()).text())));
    }
}
