package guichet.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrintableTest {
    /// What no output may ever hold, said without the code under test: by Unicode category, and by the published list of
    /// characters that leave no trace.
    private static boolean isDangerous(int c) {
        boolean category = switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
        boolean ignorable = List
                .of(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0)
                .contains(c);
        return category || ignorable || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    static void assertSafe(Printable shown) {
        shown.toString().codePoints().forEach(c -> assertFalse(isDangerous(c), () -> "U+%04X".formatted(c)));
        int sum = 0;
        for (Cell cell : shown.cells()) {
            assertTrue(cell.width() == 1 || cell.width() == 2);
            sum += cell.width();
        }
        assertEquals(sum, shown.width());
        assertEquals(shown, Printable.line(shown.toString()), "what is shown is shown as itself");
    }

    @Test
    void noCodePointPassesThatDrivesTheTerminalOrHides() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = new String(Character.toChars(c));
            assertSafe(Printable.line(text));
            assertFalse(Printable.line(text).isEmpty(), "nothing vanishes alone");
        }
    }

    @Test
    void noCodePointPassesInTheMiddleOfAWord() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 37) {
            assertSafe(Printable.line("a" + new String(Character.toChars(c)) + "b"));
        }
    }

    @Test
    void randomTextNeverPassesAnythingDangerous() {
        Random random = new Random(20261123);
        int[] nasty = {0x1B, '[', ']', '\n', '\r', '\t', 7, 0x9B, 0x202E, 0x2066, 0x200B, 0x200C, 0x200D, 0xFE0F,
                0xFE00,
                0x301, 0x1F468, 0x1F3FD, 0x1F1E9, 0x1F1EA, 0xE0041, 0xD83D, 0xDE00, 0x627, 0x5D0, 0x20E3, '1', 0x4E00,
                0xAC00,
                0x1100, 0x1161, 0x11A8, 0x903, 0x915};
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(24);
            for (int i = 0; i < length; i++) {
                int c = random.nextBoolean() ? nasty[random.nextInt(nasty.length)] : random.nextInt(0x20000);
                text.appendCodePoint(c);
            }
            assertSafe(Printable.line(text.toString()));
            Printable.lines(text.toString()).forEach(PrintableTest::assertSafe);
            int columns = random.nextInt(12);
            Printable cut = Printable.line(text.toString()).cut(columns);
            assertTrue(cut.width() <= columns);
            assertEquals(columns, cut.fit(columns).width());
        }
    }

    @Test
    void controlsAreShownByTheirPicture() {
        assertEquals("␛[2Jx␇␡", Printable.line("\u001b[2Jx\u0007\u007f").toString());
        assertEquals("a␊b c", Printable.line("a\nb\tc").toString());
        assertEquals("⟨U+009B⟩31m", Printable.line("\u009b31m").toString());
    }

    @Test
    void directionTricksAndZeroWidthAreShownByNumber() {
        assertEquals("facture⟨U+202E⟩gpj.exe", Printable.line("facture\u202egpj.exe").toString());
        assertEquals("pay⟨U+200B⟩pal", Printable.line("pay\u200bpal").toString());
        assertEquals("x⟨U+E0041⟩", Printable.line("x\udb40\udc41").toString());
        assertEquals("A⟨U+FE0F⟩", Printable.line("A\ufe0f").toString());
        assertEquals("⟨U+D83D⟩", Printable.line("\ud83d").toString());
    }

    @Test
    void accentsComposeAndTakeOneColumn() {
        Printable decomposed = Printable.line("e\u0301te\u0301");
        assertEquals("été", decomposed.toString());
        assertEquals(3, decomposed.width());
        assertEquals(1, Printable.line("x\u0323\u0307").width());
    }

    @Test
    void aPileOfMarksIsCutAndCounted() {
        assertEquals("q\u0301\u0302\u0303⟨+5⟩",
                Printable.line("q\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a").toString());
        assertEquals("◌\u0301a", Printable.line("\u0301a").toString());
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertEquals(6, Printable.line("日本語").width());
        assertEquals(2, Printable.line("😀").width());
        assertEquals(2, Printable.line("🇩🇪").width());
        assertEquals(1, Printable.line("❤\ufe0f").width());
        assertEquals("👨👩👧", Printable.line("👨\u200d👩\u200d👧").toString());
        assertEquals(6, Printable.line("👨\u200d👩\u200d👧").width());
        assertEquals(2, Printable.line("👍🏽").width());
    }

    @Test
    void joinersBetweenPersianLettersDoNotClutter() {
        assertEquals("میخواهم", Printable.line("می\u200cخواهم").toString());
        assertEquals("a⟨U+200C⟩b", Printable.line("a\u200cb").toString());
    }

    @Test
    void cuttingNeverSplitsAWideCharacter() {
        assertEquals("日…", Printable.line("日本語").cut(4).toString());
        assertEquals("日…", Printable.line("日本語").cut(3).toString());
        assertEquals("…", Printable.line("日本語").cut(2).toString());
        assertEquals("日本語", Printable.line("日本語").cut(6).toString());
    }

    @Test
    void linesEndAtLfAndCrLfAndTabsGoToTheNextStop() {
        assertEquals(List.of("a", "b␍c", "", "x       y", ""),
                Printable.lines("a\r\nb\rc\n\nx\ty\n").stream().map(Printable::toString).toList());
        assertEquals("        z", Printable.lines("\tz").getFirst().toString());
    }

    @Test
    void wrapsAtWordsAndOnlyCutsWordsThatAreTooLong() {
        assertEquals(List.of("un deux ", "trois"), wrapped("un deux trois", 8));
        assertEquals(List.of("abcdefgh", "ijkl"), wrapped("abcdefghijkl", 8));
        assertEquals(List.of("日本", "語"), wrapped("日本語", 5));
    }

    @Test
    void frenchQuotationMarksAndHighPunctuationStayWithTheirWord() {
        assertEquals(List.of("dans ", "« trier »"), wrapped("dans « trier »", 9));
        assertEquals(List.of("dans ", "« trier » ", "puis"), wrapped("dans « trier » puis", 10));
        assertEquals(List.of("rien ", "parti : "), wrapped("rien parti : ", 7));
    }

    @Test
    void wrappingLosesNothingAndStaysInside() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(List.of("a", "bc", " ", "日", "é", "-", "😀").get(random.nextInt(7)));
            }
            int columns = 2 + random.nextInt(20);
            List<String> pieces = wrapped(text.toString(), columns);
            assertEquals(text.toString(), String.join("", pieces));
            pieces.forEach(piece -> assertTrue(Printable.line(piece.stripTrailing()).width() <= columns, piece));
        }
    }

    private static List<String> wrapped(String text, int columns) {
        return Printable.line(text).wrap(columns).stream().map(Printable::toString).toList();
    }
}
