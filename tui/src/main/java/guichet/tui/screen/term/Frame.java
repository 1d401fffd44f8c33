package guichet.tui.screen.term;

import guichet.tui.text.Cell;
import guichet.tui.text.Printable;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One picture of the whole screen. Filled by one thread through [#canvas()], then only read.
public final class Frame {
    private static final Cell BLANK = Printable.spaces(1).cells().getFirst();

    private final int columns;
    private final int rows;
    /// Row by row; null where the cell before it takes two columns.
    private final @Nullable Cell[] cells;
    private final Role[] roles;
    private @Nullable Spot cursor;

    /// A place on the screen, counted from 0.
    public record Spot(int x, int y) {
    }

    /// A size in columns and rows, each at least 1.
    public record Size(int columns, int rows) {
        public Size {
            if (columns < 1 || rows < 1) {
                throw new IllegalArgumentException("empty screen");
            }
        }
    }

    public Frame(Size size) {
        columns = size.columns();
        rows = size.rows();
        cells = new Cell[columns * rows];
        roles = new Role[columns * rows];
        Arrays.fill(cells, BLANK);
        Arrays.fill(roles, Role.PLAIN);
    }

    public Canvas canvas() {
        return new Canvas(this, 0, 0, columns, rows);
    }

    public Size size() {
        return new Size(columns, rows);
    }

    /// Where the cursor blinks; empty where it is hidden.
    public Optional<Spot> cursor() {
        return Optional.ofNullable(cursor);
    }

    void cursor(Spot spot) {
        cursor = spot;
    }

    /// The cell at a place; null is the right half of the one before.
    @Nullable
    Cell cell(int x, int y) {
        return cells[y * columns + x];
    }

    Role role(int x, int y) {
        return roles[y * columns + x];
    }

    /// Sets a cell that fits. Halves of wide cells that it cuts become blanks.
    void set(int x, int y, Cell cell, Role role) {
        int at = y * columns + x;
        int end = at + cell.width() - 1;
        if (cells[at] == null) {
            cells[at - 1] = BLANK;
        }
        if (x + cell.width() < columns && cells[end + 1] == null) {
            cells[end + 1] = BLANK;
        }
        cells[at] = cell;
        roles[at] = role;
        if (cell.width() == 2) {
            cells[end] = null;
            roles[end] = role;
        }
    }

    void blank(int x, int y, Role role) {
        set(x, y, BLANK, role);
    }

    /// Changes how a cell looks and leaves what it is.
    void restyle(int x, int y, Role role) {
        roles[y * columns + x] = role;
    }

    boolean sameCell(Frame other, int x, int y) {
        int at = y * columns + x;
        return roles[at] == other.roles[at] && Objects.equals(cells[at], other.cells[at]);
    }
}
