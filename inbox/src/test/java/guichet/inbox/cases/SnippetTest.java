package guichet.inbox.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SnippetTest {
    private static final String SIGNS = "ab é\t\n\r\u00a0\u2028\u3000\u0085\u0000>-\ud83d\ude00œ";

    @Test
    void leavesOutWhatIsQuotedWhereThereIsAnythingElse() {
        assertEquals("Merci, à demain.", Snippet.of("> Bonjour\n\n  Merci,\r\n\tà\u00a0demain.\n> fin\n"));
        assertEquals("> Bonjour", Snippet.of("> Bonjour\n"));
        assertEquals("", Snippet.of(" \n\t\r\n"));
    }

    @Test
    void isCutAtItsLengthAndNeverInsideACharacter() {
        assertEquals("a".repeat(120), Snippet.of("a".repeat(5_000)));
        assertEquals("a".repeat(119), Snippet.of("a".repeat(119) + "\ud83d\ude00 b"));
        assertEquals("a".repeat(119) + " ", Snippet.of("a".repeat(119) + "\n b"));
    }

    /// Against the same rule as one expression over the whole text.
    @Test
    void whiteSpaceAndControlCharactersOfAnyKindAreOneSpace() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(200); n > 0; n--) {
                text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            StringBuilder own = new StringBuilder();
            text.toString().lines().filter(line -> !line.startsWith(">"))
                    .forEach(line -> own.append(line).append(' '));
            String expected = oneLine(own.toString());
            assertEquals(Snippet.cut(expected.isEmpty() ? oneLine(text.toString()) : expected, Snippet.LONGEST),
                    Snippet.of(text.toString()));
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ").strip();
    }
}
