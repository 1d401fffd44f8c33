package guichet.tui.screen.widget;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Cell;
import guichet.tui.text.Printable;
import guichet.tui.text.Wrap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Text to write in: wraps at the pane's width, takes a paste as one change, undoes (Ctrl-Z) and does again (Ctrl-Y).
public final class Editor implements Widget {
    private static final int UNDO_STEPS = 500;

    private final Deque<TextBuffer> undo = new ArrayDeque<>();
    private final Deque<TextBuffer> redo = new ArrayDeque<>();
    private TextBuffer buffer = TextBuffer.EMPTY;
    private List<VisualRow> visual = List.of();
    private int columns = 80;
    private int height = 1;
    private int top;
    private boolean inWord;

    /// A piece of a line as it stands on the screen.
    private record VisualRow(int row, int from, int to, boolean isLast) {
        boolean holds(TextBuffer buffer) {
            return row == buffer.row() && buffer.column() >= from && (buffer.column() < to || isLast);
        }
    }

    /// Other text, with the cursor at its start and nothing to undo.
    public void show(String text) {
        buffer = TextBuffer.of(text);
        undo.clear();
        redo.clear();
    }

    public String text() {
        return buffer.text();
    }

    public boolean isBlank() {
        return buffer.isBlank();
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        columns = Math.max(2, canvas.columns() - 1);
        height = Math.max(1, canvas.rows());
        layOut();
        int cursorRow = cursorRow();
        top = Math.clamp(top, Math.max(0, cursorRow - height + 1), cursorRow);
        for (int y = 0; y < canvas.rows() && top + y < visual.size(); y++) {
            VisualRow row = visual.get(top + y);
            Printable shown = Printable.of(buffer.lines().get(row.row).subList(row.from, row.to));
            boolean isQuote = startsWithQuote(buffer.lines().get(row.row));
            canvas.put(0, y, shown, isQuote ? Role.QUOTE : Role.PLAIN);
            if (focus == Focus.HERE && top + y == cursorRow) {
                canvas.cursor(width(row, buffer.column()), y);
            }
        }
    }

    private static boolean startsWithQuote(List<Cell> line) {
        return !line.isEmpty() && line.getFirst().text().equals(">");
    }

    private void layOut() {
        List<VisualRow> rows = new ArrayList<>();
        for (int row = 0; row < buffer.lines().size(); row++) {
            List<Wrap.Piece> pieces = Wrap.of(buffer.lines().get(row), columns);
            for (int i = 0; i < pieces.size(); i++) {
                rows.add(new VisualRow(row, pieces.get(i).from(), pieces.get(i).to(), i == pieces.size() - 1));
            }
        }
        visual = rows;
    }

    private int cursorRow() {
        for (int i = 0; i < visual.size(); i++) {
            if (visual.get(i).holds(buffer)) {
                return i;
            }
        }
        return 0;
    }

    private int width(VisualRow row, int column) {
        int sum = 0;
        for (Cell cell : buffer.lines().get(row.row).subList(row.from, Math.min(column, row.to))) {
            sum += cell.width();
        }
        return Math.min(sum, columns);
    }

    @Override
    public Taken input(Input input) {
        return switch (input) {
            case Input.Pasted(String text) -> {
                change(buffer.insert(text));
                yield Taken.YES;
            }
            case Input.Pressed(Key key) -> key(key);
            case Input.Resized ignored -> Taken.NO;
            case Input.HungUp ignored -> Taken.NO;
        };
    }

    private Taken key(Key key) {
        switch (key) {
            case Key.Typed(String text) -> type(text);
            case Key.Named.ENTER -> change(buffer.insert("\n"));
            case Key.Named.BACKSPACE -> change(buffer.deleteBefore());
            case Key.Named.DELETE -> change(buffer.deleteAfter());
            case Key.Ctrl(char c) when c == 'w' -> change(buffer.deleteWordBefore());
            case Key.Ctrl(char c) when c == 'k' -> change(buffer.deleteLineAfter());
            case Key.Ctrl(char c) when c == 'z' -> swap(undo, redo);
            case Key.Ctrl(char c) when c == 'y' -> swap(redo, undo);
            case Key.Ctrl(char c) when c == 'a' -> move(buffer.home());
            case Key.Ctrl(char c) when c == 'e' -> move(buffer.end());
            case Key.Alt(char c) when c == 'b' -> move(buffer.wordLeft());
            case Key.Alt(char c) when c == 'f' -> move(buffer.wordRight());
            case Key.Named.LEFT -> move(buffer.left());
            case Key.Named.RIGHT -> move(buffer.right());
            case Key.Named.WORD_LEFT -> move(buffer.wordLeft());
            case Key.Named.WORD_RIGHT -> move(buffer.wordRight());
            case Key.Named.HOME -> move(buffer.home());
            case Key.Named.END -> move(buffer.end());
            case Key.Named.START -> move(buffer.start());
            case Key.Named.FINISH -> move(buffer.finish());
            case Key.Named.UP -> moveRows(-1);
            case Key.Named.DOWN -> moveRows(1);
            case Key.Named.PAGE_UP -> moveRows(-height);
            case Key.Named.PAGE_DOWN -> moveRows(height);
            default -> {
                return Taken.NO;
            }
        }
        return Taken.YES;
    }

    /// A run of letters is one step of undo.
    private void type(String text) {
        boolean isWord = Character.isLetterOrDigit(text.codePointAt(0));
        TextBuffer typed = buffer.insert(text);
        if (isWord && inWord) {
            buffer = typed;
            redo.clear();
        } else {
            change(typed);
        }
        inWord = isWord;
    }

    private void change(TextBuffer changed) {
        inWord = false;
        if (changed.equals(buffer)) {
            return;
        }
        undo.push(buffer);
        if (undo.size() > UNDO_STEPS) {
            undo.removeLast();
        }
        redo.clear();
        buffer = changed;
    }

    private void swap(Deque<TextBuffer> from, Deque<TextBuffer> to) {
        inWord = false;
        if (!from.isEmpty()) {
            to.push(buffer);
            buffer = from.pop();
        }
    }

    private void move(TextBuffer moved) {
        inWord = false;
        buffer = moved;
    }

    private void moveRows(int by) {
        layOut();
        int here = cursorRow();
        int x = width(visual.get(here), buffer.column());
        VisualRow target = visual.get(Math.clamp(here + by, 0, visual.size() - 1));
        List<Cell> line = buffer.lines().get(target.row);
        int column = target.from;
        int lastColumn = target.isLast ? target.to : Math.max(target.from, target.to - 1);
        for (int used = 0; column < lastColumn && used + line.get(column).width() <= x; column++) {
            used += line.get(column).width();
        }
        move(buffer.at(target.row, column));
    }
}
