package guichet.tui.screen.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.tui.screen.term.AnsiPainter;
import guichet.tui.screen.term.AnsiScreen;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Frame;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.term.Theme;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WidgetsTest {
    private static AnsiScreen drawn(Widget widget, int columns, int rows) {
        Frame frame = new Frame(new Frame.Size(columns, rows));
        widget.draw(frame.canvas(), Widget.Focus.HERE);
        AnsiScreen screen = new AnsiScreen(frame.size());
        screen.feed(new AnsiPainter(Theme.of(Map.of("NO_COLOR", "1"))).paint(frame));
        return screen;
    }

    private static void press(Widget widget, Key... keys) {
        for (Key key : keys) {
            widget.input(new Input.Pressed(key));
        }
    }

    private static void type(Widget widget, String text) {
        text.codePoints()
                .forEach(c -> press(widget, c == '\n' ? Key.Named.ENTER : new Key.Typed(Character.toString(c))));
    }

    @Test
    void whatStandsInStaysInOnEveryRow() {
        Line line = Line.of(Role.DIM, Printable.line("  ")).and(Role.QUOTE, Printable.line("un deux trois"));
        assertEquals(List.of("  un ", "  deux ", "  trois"),
                line.hanging(8).stream().map(piece -> piece.text().toString()).toList());
        assertEquals(List.of(line), line.hanging(80));
        Line far = Line.of(Role.PLAIN, Printable.line(" ".repeat(50) + "mot mot"));
        assertEquals(far.wrap(20).size(), far.hanging(20).size(), "blanks of theirs leave no narrow column");
    }

    @Test
    void aListOfAHundredThousandAsksForVisibleRowsOnly() {
        List<Integer> asked = new ArrayList<>();
        ListView<String> list = new ListView<>((row, item) -> row.put(0, 0, Printable.line(item), Role.PLAIN));
        list.show(new Rows<>() {
            @Override
            public int count() {
                return 100_000;
            }

            @Override
            public String at(int index) {
                asked.add(index);
                return "ligne " + index;
            }
        });
        press(list, Key.Named.END);
        assertEquals("ligne 99999", drawn(list, 20, 5).lines().get(4));
        press(list, Key.Named.PAGE_UP, Key.Named.UP);
        AnsiScreen screen = drawn(list, 20, 5);
        assertEquals("ligne 99993", screen.lines().getFirst());
        assertEquals("0;7", screen.lookOf("ligne 99993"));
        assertTrue(asked.size() <= 10, "asked for " + asked.size());
    }

    @Test
    void aShrinkingListKeepsASelection() {
        ListView<String> list = new ListView<>((row, item) -> row.put(0, 0, Printable.line(item), Role.PLAIN));
        list.show(Rows.of(List.of("a", "b", "c")));
        press(list, Key.Named.END);
        list.show(Rows.of(List.of("a")));
        assertEquals("a", list.selected().orElseThrow());
        list.show(Rows.of(List.of()));
        assertTrue(list.selected().isEmpty());
        assertEquals("", drawn(list, 5, 2).lines().getFirst());
    }

    @Test
    void theReadingPaneWrapsAndScrollsToTheEnd() {
        ReadingPane pane = new ReadingPane();
        pane.show(List.of(
                Line.of(Role.STRONG, Printable.line("De ")).and(Role.PLAIN, Printable.line("Bob et les autres")),
                Line.BLANK, Line.of(Role.PLAIN, Printable.line("fin"))));
        assertEquals(List.of("De Bob et █", "les autres"), drawn(pane, 11, 2).lines());
        assertFalse(pane.isAtEnd());
        press(pane, Key.Named.END);
        assertEquals(List.of("", "fin       █"), drawn(pane, 11, 2).lines());
        assertTrue(pane.isAtEnd());
    }

    @Test
    void theEditorWrapsUndoesAndMovesByVisualRows() {
        Editor editor = new Editor();
        type(editor, "un deux trois");
        assertEquals(List.of("un deux", "trois", ""), drawn(editor, 9, 3).lines());
        press(editor, Key.Named.UP);
        type(editor, "X");
        assertEquals("un deXux trois", editor.text());
        press(editor, new Key.Ctrl('z'), new Key.Ctrl('z'));
        assertEquals("un deux ", editor.text(), "a word typed is one step");
        press(editor, new Key.Ctrl('y'));
        assertEquals("un deux trois", editor.text());
        editor.input(new Input.Pasted("\nA\nB"));
        press(editor, new Key.Ctrl('z'));
        assertEquals("un deux trois", editor.text(), "a paste is one step");
    }

    @Test
    void theEditorShowsTheCursorAtTheEndOfAFullRow() {
        Editor editor = new Editor();
        type(editor, "12345678");
        AnsiScreen screen = drawn(editor, 9, 2);
        assertTrue(screen.isCursorShown());
        assertEquals(8, screen.cursorX());
    }

    @Test
    void aFieldScrollsSidewaysAndTakesAPasteAsOneLine() {
        Field field = new Field();
        field.input(new Input.Pasted("abc\r\n  def"));
        assertEquals("abc def", field.text());
        assertEquals("c def", drawn(field, 6, 1).lines().getFirst());
    }

    @Test
    void aSecretIsNeverShownAndIsForgotten() {
        SecretField field = new SecretField();
        type(field, "secret😀");
        assertEquals("••••••••", drawn(field, 20, 1).lines().getFirst());
        press(field, Key.Named.BACKSPACE);
        assertEquals("secret", new String(field.take()));
        assertTrue(field.isEmpty());
        assertEquals(0, field.take().length);
    }

    @Test
    void completionTakesTheChosenValueAndKeepsTheOthers() {
        CompletedField field = new CompletedField(typed -> List.of("alice@a.example", "alba@a.example").stream()
                .filter(address -> address.startsWith(typed))
                .map(address -> new CompletedField.Suggestion(address, Printable.line(address))).toList());
        type(field, "bob@b.example, al");
        press(field, Key.Named.DOWN, Key.Named.ENTER);
        assertEquals(List.of("bob@b.example", "alba@a.example"), field.values());
        assertFalse(field.isSuggesting());
        type(field, ", zzz");
        assertEquals(Widget.Taken.NO, field.input(new Input.Pressed(Key.Named.ENTER)),
                "Enter belongs to the owner again");
    }

    @Test
    void theSheetOffersItsWaysByLetterAndByArrow() {
        List<String> done = new ArrayList<>();
        ChoiceSheet sheet = new ChoiceSheet(Border.DOUBLE, Role.EXPOSED, Printable.line("Non envoyé"),
                List.of(Line.of(Role.PLAIN, Printable.line("La clé de Bob a expiré."))),
                List.of(new Choice('d', Printable.line("Demander"), () -> done.add("d")),
                        new Choice('b', Printable.line("Brouillon"), () -> done.add("b"))));
        AnsiScreen screen = drawn(sheet, 40, 10);
        assertTrue(screen.lines().stream().anyMatch(row -> row.contains("▸ d  Demander")));
        press(sheet, Key.Named.DOWN, Key.Named.ENTER, new Key.Typed("d"), new Key.Typed("x"));
        assertEquals(List.of("b", "d"), done);
    }

    @Test
    void thePaletteFindsWithoutAccents() {
        List<String> done = new ArrayList<>();
        Palette palette = new Palette(Printable.line("Commandes"),
                List.of(new Palette.Entry(Printable.line("Répondre"), Printable.line("r"), () -> done.add("r")),
                        new Palette.Entry(Printable.line("Clés et contacts"), Printable.EMPTY, () -> done.add("k"))),
                entry -> entry.act().run());
        type(palette, "CLES");
        press(palette, Key.Named.ENTER);
        assertEquals(List.of("k"), done);
    }

    @Test
    void everyWidgetSurvivesATinyScreen() {
        Form form = new Form(List.of(new Form.Item(Printable.line("Motif"), new Field())));
        Editor editor = new Editor();
        type(editor, "日本語 et la suite\n> cité");
        List<Widget> all = List.of(form, editor, new Field(), new SecretField(),
                new ChoiceSheet(Border.PLAIN, Role.PLAIN, Printable.line("titre"), List.of(Line.BLANK),
                        List.of(new Choice('a', Printable.line("agir"), () -> {
                        }))),
                new Palette(Printable.line("x"), List.of(), entry -> {
                }));
        for (int size = 1; size < 12; size++) {
            for (Widget widget : all) {
                drawn(widget, size, size);
            }
        }
    }
}
