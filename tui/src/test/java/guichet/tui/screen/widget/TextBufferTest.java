package guichet.tui.screen.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.tui.text.Printable;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextBufferTest {
    @Test
    void writesAndDeletesByCharacterAsSeen() {
        TextBuffer buffer = TextBuffer.EMPTY.insert("e").insert("\u0301").insert("😀");
        assertEquals("é😀", buffer.text());
        assertEquals("é", buffer.deleteBefore().text());
        assertEquals("", buffer.deleteBefore().deleteBefore().text());
    }

    @Test
    void splitsAndJoinsLines() {
        TextBuffer buffer = TextBuffer.of("un deux").at(0, 2).insert("\n\n");
        assertEquals("un\n\n deux", buffer.text());
        assertEquals("un deux", buffer.deleteBefore().deleteBefore().text());
        assertEquals("un\n deux", buffer.at(0, 2).deleteLineAfter().text());
    }

    @Test
    void movesByWords() {
        TextBuffer buffer = TextBuffer.of("un, l'été").start();
        assertEquals(2, buffer.wordRight().column());
        assertEquals(5, buffer.wordRight().wordRight().column());
        assertEquals(6, buffer.finish().wordLeft().column());
        assertEquals("un, l'", buffer.finish().deleteWordBefore().text());
    }

    @Test
    void hiddenCharactersOfAPasteBecomeVisible() {
        assertEquals("a⟨U+202E⟩b", TextBuffer.EMPTY.insert("a\u202eb").text());
    }

    @Test
    void randomEditingKeepsTheCursorInsideAndTheTextSafe() {
        Random random = new Random(3);
        String[] pieces = {"a", "é", "\n", "日", "\u0301", "😀", "\u200d", "👩", "\t", "x y\nz", "\u001b", "🇩", "🇪"};
        TextBuffer buffer = TextBuffer.EMPTY;
        for (int i = 0; i < 20_000; i++) {
            buffer = switch (random.nextInt(10)) {
                case 0 -> buffer.deleteBefore();
                case 1 -> buffer.deleteAfter();
                case 2 -> buffer.left();
                case 3 -> buffer.right();
                case 4 -> buffer.wordLeft();
                case 5 -> buffer.wordRight();
                case 6 -> buffer.deleteWordBefore();
                case 7 -> buffer.at(random.nextInt(5), random.nextInt(9));
                default -> buffer.insert(pieces[random.nextInt(pieces.length)]);
            };
            assertTrue(buffer.row() < buffer.lines().size());
            assertTrue(buffer.column() <= buffer.lines().get(buffer.row()).size());
            if (buffer.lines().size() > 40) {
                buffer = TextBuffer.EMPTY;
            }
        }
        String text = buffer.text();
        assertEquals(text, String.join("\n", Printable.lines(text).stream().map(Printable::toString).toList()));
    }
}
