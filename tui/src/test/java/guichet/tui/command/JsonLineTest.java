package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    @Test
    void everyCharacterComesBackAndNoneCanMoveACursorOrALine() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                continue;
            }
            String text = "a" + Character.toString(character) + "b";
            String line = new JsonLine().put("k", text).toString();
            if (character < 0x3000 || character % 251 == 0 || Character.getType(character) == Character.FORMAT) {
                assertEquals(text, Json.strictly(line).text("k"));
            }
            assertTrue(line.codePoints().noneMatch(JsonLineTest::isTricky), () -> "in " + line);
        }
    }

    @Test
    void halfACharacterIsEscapedAndNotLost() {
        String line = new JsonLine().put("k", "a\ud800b").toString();
        assertTrue(line.contains("\\ud800"), line);
    }

    @Test
    void timesAreInUtcToTheSecond() {
        assertEquals("{\"t\":\"2026-11-23T09:00:00Z\"}",
                new JsonLine().put("t", Instant.parse("2026-11-23T09:00:00.987Z")).toString());
        assertEquals("{\"t\":\"2026-11-23T09:00:00Z\"}",
                new JsonLine().put("t", Optional.of(Instant.parse("2026-11-23T09:00:00.987Z"))).toString());
    }

    @Test
    void whatIsMissingIsNullAndNotLeftOut() {
        assertEquals("{\"a\":null,\"b\":null,\"c\":[],\"d\":7,\"e\":true}", new JsonLine().nothing("a")
                .put("b", Optional.empty()).strings("c", List.of()).put("d", 7).flag("e", true).toString());
    }

    /// What a terminal may act on, or a program that reads lines may take for the end of one.
    private static boolean isTricky(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
                || character == 0x2028 || character == 0x2029;
    }
}
