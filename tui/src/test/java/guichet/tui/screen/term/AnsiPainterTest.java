package guichet.tui.screen.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.tui.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnsiPainterTest {
    private static final Frame.Size SIZE = new Frame.Size(30, 6);
    private final AnsiPainter painter = new AnsiPainter(Theme.of(Map.of("TERM", "xterm-256color")));

    @Test
    void whatIsDrawnIsWhatTheTerminalShows() {
        Frame frame = new Frame(SIZE);
        Canvas inside = frame.canvas().border(Border.DOUBLE, Role.FRAME);
        inside.put(0, 0, Printable.line("été 日本 😀 \u001b[31mrouge"), Role.PLAIN);
        AnsiScreen screen = new AnsiScreen(SIZE);
        screen.feed(painter.paint(frame));
        assertEquals("╔════════════════════════════╗", screen.lines().get(0));
        assertEquals("║été 日本 😀 ␛[31mrouge      ║", screen.lines().get(1));
        assertEquals("╚════════════════════════════╝", screen.lines().get(5));
    }

    @Test
    void randomFramesPaintedOneAfterTheOtherShowTheLast() {
        Random random = new Random(42);
        AnsiScreen screen = new AnsiScreen(SIZE);
        List<Role> roles = List.of(Role.values());
        String[] words = {"abc", "日本語", "😀", "e\u0301", "│", "x", "  ", "🇩🇪", "\u202e", "שלום", "न\u093f"};
        for (int round = 0; round < 400; round++) {
            Frame frame = new Frame(SIZE);
            for (int i = random.nextInt(12); i > 0; i--) {
                frame.canvas().put(random.nextInt(34) - 2, random.nextInt(6),
                        Printable.line(words[random.nextInt(words.length)]),
                        roles.get(random.nextInt(roles.size())));
            }
            screen.feed(painter.paint(frame));
            AnsiScreen fresh = new AnsiScreen(SIZE);
            fresh.feed(new AnsiPainter(Theme.of(Map.of())).paint(frame));
            assertEquals(fresh.lines(), screen.lines());
        }
    }

    @Test
    void aSmallChangeCostsAFewBytes() {
        Frame before = new Frame(new Frame.Size(200, 50));
        before.canvas().put(0, 7, Printable.line("a".repeat(190)), Role.PLAIN);
        painter.paint(before);
        Frame after = new Frame(new Frame.Size(200, 50));
        after.canvas().put(0, 7, Printable.line("a".repeat(100) + "b" + "a".repeat(89)), Role.PLAIN);
        assertTrue(painter.paint(after).length < 40);
        assertTrue(painter.paint(after).length < 10);
    }

    @Test
    void theScreenIsNeverCleared() {
        Frame frame = new Frame(SIZE);
        String bytes = new String(painter.paint(frame), StandardCharsets.UTF_8);
        assertFalse(bytes.contains("\u001b[2J") || bytes.contains("\u001b[K"));
    }

    @Test
    void noColorMeansNoColour() {
        for (Role role : Role.values()) {
            String look = Theme.of(Map.of("NO_COLOR", "1", "COLORTERM", "truecolor", "TERM", "xterm-256color"))
                    .sgr(role);
            assertTrue(look.matches("0(;[1247])*"), role + " " + look);
        }
        assertTrue(Theme.of(Map.of("NO_COLOR", "", "COLORTERM", "truecolor")).sgr(Role.SAFE).contains("38;2;"));
        assertTrue(Theme.of(Map.of("TERM", "screen-256color")).sgr(Role.SAFE).contains("38;5;"));
        assertEquals("0;32", Theme.of(Map.of("TERM", "linux")).sgr(Role.SAFE));
    }

    @Test
    void aWideCharacterHalfOutsideIsABlank() {
        Frame frame = new Frame(new Frame.Size(5, 1));
        frame.canvas().put(0, 0, Printable.line("abcd日"), Role.PLAIN);
        frame.canvas().part(0, 0, 2, 1).put(1, 0, Printable.line("日"), Role.PLAIN);
        AnsiScreen screen = new AnsiScreen(new Frame.Size(5, 1));
        screen.feed(painter.paint(frame));
        assertEquals("a cd", screen.lines().getFirst());
    }
}
