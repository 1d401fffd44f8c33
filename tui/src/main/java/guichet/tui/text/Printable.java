package guichet.tui.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One line of text that is safe to write to a terminal, whoever wrote it: it holds no control character, no change of
/// direction, nothing without width and nothing unassigned; each of these is shown by name or number instead (`␛`,
/// `⟨U+202E⟩`). Its width is known in columns. Immutable.
///
/// This is the only way for remote text to reach a screen: a canvas takes nothing else.
public final class Printable {
    public static final Printable EMPTY = new Printable(List.of());
    private static final Cell ELLIPSIS = Cell.of("\u2026", 1);
    private static final int TAB = 8;

    private final List<Cell> cells;
    private final int width;

    private Printable(List<Cell> cells) {
        this.cells = List.copyOf(cells);
        int sum = 0;
        for (Cell cell : this.cells) {
            sum += cell.width();
        }
        this.width = sum;
    }

    /// The whole text as one line: line ends are shown (`␊`), a tab is a space.
    public static Printable line(String raw) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        CellMaker maker = new CellMaker();
        maker.addAll(composed(raw.replace('\t', ' ')));
        return new Printable(maker.cells());
    }

    /// The text's lines, ended by LF or CR LF; tabs move to the next multiple of eight columns. Never empty.
    public static List<Printable> lines(String raw) {
        List<Printable> lines = new ArrayList<>();
        int start = 0;
        while (start <= raw.length()) {
            int lf = raw.indexOf('\n', start);
            int end = lf < 0 ? raw.length() : lf;
            int shownEnd = lf > start && raw.charAt(lf - 1) == '\r' ? lf - 1 : end;
            lines.add(tabbed(raw.substring(start, shownEnd)));
            start = end + 1;
        }
        return lines;
    }

    /// Cells as they are, for the editor, whose cells came out of other `Printable`s.
    public static Printable of(List<Cell> cells) {
        return new Printable(cells);
    }

    private static Printable tabbed(String raw) {
        if (raw.indexOf('\t') < 0) {
            return line(raw);
        }
        List<Cell> cells = new ArrayList<>();
        int column = 0;
        String[] pieces = raw.split("\t", -1);
        for (int i = 0; i < pieces.length; i++) {
            column = i == 0 ? 0 : padToTab(cells, column);
            Printable shown = line(pieces[i]);
            cells.addAll(shown.cells);
            column += shown.width;
        }
        return new Printable(cells);
    }

    private static int padToTab(List<Cell> cells, int column) {
        int stop = (column / TAB + 1) * TAB;
        for (int i = column; i < stop; i++) {
            cells.add(Cell.SPACE);
        }
        return stop;
    }

    private static String composed(String raw) {
        return Normalizer.isNormalized(raw, Normalizer.Form.NFC) ? raw : Normalizer.normalize(raw, Normalizer.Form.NFC);
    }

    public List<Cell> cells() {
        return cells;
    }

    /// Columns on the screen.
    public int width() {
        return width;
    }

    public boolean isEmpty() {
        return cells.isEmpty();
    }

    /// At most so many columns; where something had to go, the last one is an ellipsis.
    public Printable cut(int columns) {
        if (width <= columns) {
            return this;
        }
        if (columns <= 0) {
            return EMPTY;
        }
        List<Cell> kept = new ArrayList<>();
        int used = 0;
        for (Cell cell : cells) {
            if (used + cell.width() > columns - 1) {
                break;
            }
            kept.add(cell);
            used += cell.width();
        }
        kept.add(ELLIPSIS);
        return new Printable(kept);
    }

    /// Exactly so many columns: cut, or filled with spaces on the right.
    public Printable fit(int columns) {
        Printable shown = cut(columns);
        return shown.width == columns ? shown : shown.plus(spaces(columns - shown.width));
    }

    public Printable plus(Printable more) {
        List<Cell> all = new ArrayList<>(cells);
        all.addAll(more.cells);
        return new Printable(all);
    }

    /// The cells from one index to another (exclusive).
    public Printable slice(int from, int to) {
        return new Printable(cells.subList(from, to));
    }

    /// The line broken at words so that no piece is wider; at least one piece.
    public List<Printable> wrap(int columns) {
        if (width <= columns) {
            return List.of(this);
        }
        List<Printable> pieces = new ArrayList<>();
        for (Wrap.Piece piece : Wrap.of(cells, columns)) {
            pieces.add(slice(piece.from(), piece.to()));
        }
        return pieces;
    }

    public static Printable spaces(int columns) {
        return new Printable(Collections.nCopies(Math.max(0, columns), Cell.SPACE));
    }

    /// The safe text.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Cell cell : cells) {
            text.append(cell.text());
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Printable printable && printable.cells.equals(cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }
}
