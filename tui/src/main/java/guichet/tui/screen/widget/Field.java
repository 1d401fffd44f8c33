package guichet.tui.screen.widget;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Cell;
import guichet.tui.text.Printable;
import java.util.List;

/// One line to write in. Longer text scrolls sideways.
public final class Field implements Widget {
    private TextBuffer buffer = TextBuffer.EMPTY;
    private int first;

    /// Other text, with the cursor at its end.
    public void show(String text) {
        buffer = TextBuffer.of(oneLine(text)).finish();
    }

    public String text() {
        return buffer.text();
    }

    public boolean isBlank() {
        return buffer.isBlank();
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        List<Cell> cells = buffer.lines().getFirst();
        int columns = Math.max(1, canvas.columns() - 1);
        first = Math.min(first, buffer.column());
        while (Printable.of(cells.subList(first, buffer.column())).width() > columns) {
            first++;
        }
        canvas.fillRow(0, Role.INPUT);
        canvas.put(0, 0, Printable.of(cells.subList(first, cells.size())), Role.INPUT);
        if (focus == Focus.HERE) {
            canvas.cursor(Printable.of(cells.subList(first, buffer.column())).width(), 0);
        }
    }

    @Override
    public Taken input(Input input) {
        return switch (input) {
            case Input.Pasted(String text) -> {
                buffer = buffer.insert(oneLine(text));
                yield Taken.YES;
            }
            case Input.Pressed(Key key) -> key(key);
            case Input.Resized ignored -> Taken.NO;
            case Input.HungUp ignored -> Taken.NO;
        };
    }

    private Taken key(Key key) {
        switch (key) {
            case Key.Typed(String text) -> buffer = buffer.insert(text);
            case Key.Named.BACKSPACE -> buffer = buffer.deleteBefore();
            case Key.Named.DELETE -> buffer = buffer.deleteAfter();
            case Key.Ctrl(char c) when c == 'w' -> buffer = buffer.deleteWordBefore();
            case Key.Ctrl(char c) when c == 'k' -> buffer = buffer.deleteLineAfter();
            case Key.Ctrl(char c) when c == 'u' -> buffer = TextBuffer.EMPTY;
            case Key.Ctrl(char c) when c == 'a' -> buffer = buffer.home();
            case Key.Ctrl(char c) when c == 'e' -> buffer = buffer.end();
            case Key.Named.LEFT -> buffer = buffer.left();
            case Key.Named.RIGHT -> buffer = buffer.right();
            case Key.Named.WORD_LEFT -> buffer = buffer.wordLeft();
            case Key.Named.WORD_RIGHT -> buffer = buffer.wordRight();
            case Key.Named.HOME, Key.Named.START -> buffer = buffer.home();
            case Key.Named.END, Key.Named.FINISH -> buffer = buffer.end();
            default -> {
                return Taken.NO;
            }
        }
        return Taken.YES;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
