package guichet.tui.screen.widget;

import guichet.tui.text.Cell;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// Text being written and the place of the cursor in it: lines of cells, so that one step or deletion is one character as
/// a person sees it. Whatever comes in passes [Printable]. Immutable; each change is a new buffer.
public record TextBuffer(List<List<Cell>> lines, int row, int column) {
    public static final TextBuffer EMPTY = new TextBuffer(List.of(List.of()), 0, 0);

    public TextBuffer {
        lines = List.copyOf(lines);
    }

    /// A text, with the cursor at its start.
    public static TextBuffer of(String text) {
        return new TextBuffer(Printable.lines(text).stream().map(Printable::cells).toList(), 0, 0);
    }

    public String text() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            all.append(i == 0 ? "" : "\n").append(Printable.of(lines.get(i)));
        }
        return all.toString();
    }

    public boolean isBlank() {
        return text().isBlank();
    }

    /// Writes text at the cursor. Its first character may join the one before it (an accent, half of a flag).
    public TextBuffer insert(String raw) {
        List<Cell> line = lines.get(row);
        List<Printable> pieces = Printable.lines((column > 0 ? line.get(column - 1).text() : "") + raw);
        List<Cell> before = line.subList(0, Math.max(0, column - 1));
        List<Cell> after = line.subList(column, line.size());
        List<List<Cell>> fresh = new ArrayList<>(lines.subList(0, row));
        for (int i = 0; i < pieces.size(); i++) {
            List<Cell> made = new ArrayList<>(i == 0 ? before : List.of());
            made.addAll(pieces.get(i).cells());
            if (i == pieces.size() - 1) {
                made.addAll(after);
            }
            fresh.add(made);
        }
        fresh.addAll(lines.subList(row + 1, lines.size()));
        int lastRow = row + pieces.size() - 1;
        return new TextBuffer(fresh, lastRow, fresh.get(lastRow).size() - after.size());
    }

    public TextBuffer deleteBefore() {
        TextBuffer target = left();
        return target.equals(this) ? this : deleteTo(target);
    }

    public TextBuffer deleteAfter() {
        TextBuffer target = right();
        return target.equals(this) ? this : target.deleteTo(this);
    }

    public TextBuffer deleteWordBefore() {
        return deleteTo(wordLeft());
    }

    /// Deletes to the end of the line, or joins the next line.
    public TextBuffer deleteLineAfter() {
        return column == lines.get(row).size() ? deleteAfter() : end().deleteTo(this);
    }

    /// Deletes what lies between an earlier place and the cursor.
    private TextBuffer deleteTo(TextBuffer start) {
        List<Cell> joined = new ArrayList<>(lines.get(start.row).subList(0, start.column));
        joined.addAll(lines.get(row).subList(column, lines.get(row).size()));
        List<List<Cell>> fresh = new ArrayList<>(lines.subList(0, start.row));
        fresh.add(joined);
        fresh.addAll(lines.subList(row + 1, lines.size()));
        return new TextBuffer(fresh, start.row, start.column);
    }

    public TextBuffer left() {
        if (column > 0) {
            return at(row, column - 1);
        }
        return row > 0 ? at(row - 1, lines.get(row - 1).size()) : this;
    }

    public TextBuffer right() {
        if (column < lines.get(row).size()) {
            return at(row, column + 1);
        }
        return row + 1 < lines.size() ? at(row + 1, 0) : this;
    }

    /// To the start of this word, or of the one before.
    public TextBuffer wordLeft() {
        TextBuffer place = left();
        while (!place.equals(place.left()) && !(place.isWordAt(place.column) && !place.isWordAt(place.column - 1))) {
            place = place.left();
        }
        return place;
    }

    /// To the end of this word, or of the next.
    public TextBuffer wordRight() {
        TextBuffer place = right();
        while (!place.equals(place.right()) && !(place.isWordAt(place.column - 1) && !place.isWordAt(place.column))) {
            place = place.right();
        }
        return place;
    }

    private boolean isWordAt(int index) {
        List<Cell> line = lines.get(row);
        return index >= 0 && index < line.size() && line.get(index).isWord();
    }

    public TextBuffer home() {
        return at(row, 0);
    }

    public TextBuffer end() {
        return at(row, lines.get(row).size());
    }

    public TextBuffer start() {
        return at(0, 0);
    }

    public TextBuffer finish() {
        return at(lines.size() - 1, lines.getLast().size());
    }

    /// The same text with the cursor elsewhere, as near as there is text.
    public TextBuffer at(int newRow, int newColumn) {
        int y = Math.clamp(newRow, 0, lines.size() - 1);
        return new TextBuffer(lines, y, Math.clamp(newColumn, 0, lines.get(y).size()));
    }
}
