package guichet.tui.screen.widget;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import guichet.tui.text.Wrap;
import java.util.ArrayList;
import java.util.List;

/// A line of text whose parts may look different. Immutable.
public final class Line {
    public static final Line BLANK = new Line(Printable.EMPTY, List.of());
    private final Printable text;
    private final List<Run> runs;

    private record Run(int from, Role role) {
    }

    private Line(Printable text, List<Run> runs) {
        this.text = text;
        this.runs = List.copyOf(runs);
    }

    public static Line of(Role role, Printable text) {
        return BLANK.and(role, text);
    }

    /// This line with more at its end.
    public Line and(Role role, Printable more) {
        List<Run> all = new ArrayList<>(runs);
        all.add(new Run(text.cells().size(), role));
        return new Line(text.plus(more), all);
    }

    public Printable text() {
        return text;
    }

    /// The line broken into pieces of at most so many columns.
    public List<Line> wrap(int columns) {
        if (text.width() <= columns) {
            return List.of(this);
        }
        List<Line> pieces = new ArrayList<>();
        for (Wrap.Piece piece : Wrap.of(text.cells(), columns)) {
            pieces.add(slice(piece.from(), piece.to()));
        }
        return pieces;
    }

    /// The same, with every piece as far in as the first: what is cited or said under somebody's name stays under it.
    public List<Line> hanging(int columns) {
        int in = Math.toIntExact(text.cells().stream().takeWhile(cell -> cell.text().equals(" ")).count());
        if (in == 0 || in > columns / 2 || text.width() <= columns) {
            return wrap(columns);
        }
        return slice(in, text.cells().size()).wrap(columns - in).stream().map(piece -> piece.after(in)).toList();
    }

    private Line after(int blanks) {
        List<Run> moved = new ArrayList<>();
        for (Run run : runs) {
            moved.add(new Run(moved.isEmpty() ? 0 : run.from + blanks, run.role));
        }
        return new Line(Printable.spaces(blanks).plus(text), moved);
    }

    private Line slice(int from, int to) {
        List<Run> kept = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            int runEnd = i + 1 < runs.size() ? runs.get(i + 1).from : text.cells().size();
            if (runEnd > from && runs.get(i).from < to) {
                kept.add(new Run(Math.max(0, runs.get(i).from - from), runs.get(i).role));
            }
        }
        return new Line(text.slice(from, to), kept);
    }

    /// Draws the line in a row; returns the column after it.
    public int draw(Canvas canvas, int x, int y) {
        int at = x;
        for (int i = 0; i < runs.size(); i++) {
            int end = i + 1 < runs.size() ? runs.get(i + 1).from : text.cells().size();
            at = canvas.put(at, y, text.slice(runs.get(i).from, end), runs.get(i).role);
        }
        return at;
    }
}
