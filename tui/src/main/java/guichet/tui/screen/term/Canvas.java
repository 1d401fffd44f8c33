package guichet.tui.screen.term;

import guichet.tui.text.Cell;
import guichet.tui.text.Printable;

/// A rectangle of a [Frame] to draw in. Takes [Printable] text only; what falls outside is cut off. UI thread only.
public final class Canvas {
    private final Frame frame;
    private final int left;
    private final int top;
    private final int columns;
    private final int rows;

    Canvas(Frame frame, int left, int top, int columns, int rows) {
        this.frame = frame;
        this.left = left;
        this.top = top;
        this.columns = columns;
        this.rows = rows;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /// A part of this canvas, as much of it as lies inside.
    public Canvas part(int x, int y, int width, int height) {
        int x1 = Math.clamp(x, 0, columns);
        int y1 = Math.clamp(y, 0, rows);
        int x2 = Math.clamp((long) x + width, x1, columns);
        int y2 = Math.clamp((long) y + height, y1, rows);
        return new Canvas(frame, left + x1, top + y1, x2 - x1, y2 - y1);
    }

    /// Writes text from a place on; returns the column after it. A wide character that would cross the edge is a blank.
    public int put(int x, int y, Printable text, Role role) {
        int at = x;
        for (Cell cell : text.cells()) {
            if (at >= columns) {
                break;
            }
            if (at >= 0 && y >= 0 && y < rows) {
                if (at + cell.width() <= columns) {
                    frame.set(left + at, top + y, cell, role);
                } else {
                    frame.blank(left + at, top + y, role);
                }
            }
            at += cell.width();
        }
        return at;
    }

    /// Writes text that ends at the right edge of a row, cut where it is wider than the canvas.
    public void putRight(int y, Printable text, Role role) {
        Printable shown = text.cut(columns);
        put(columns - shown.width(), y, shown, role);
    }

    /// Blanks everything.
    public Canvas fill(Role role) {
        for (int y = 0; y < rows; y++) {
            fillRow(y, role);
        }
        return this;
    }

    public void fillRow(int y, Role role) {
        if (y >= 0 && y < rows) {
            for (int x = 0; x < columns; x++) {
                frame.blank(left + x, top + y, role);
            }
        }
    }

    /// Gives a row another look, and leaves its text.
    public void restyleRow(int y, Role role) {
        if (y >= 0 && y < rows) {
            for (int x = 0; x < columns; x++) {
                frame.restyle(left + x, top + y, role);
            }
        }
    }

    /// Draws a border along the edge; returns the canvas inside it.
    public Canvas border(Border border, Role role) {
        for (int x = 1; x < columns - 1; x++) {
            put(x, 0, border.horizontal(), role);
            put(x, rows - 1, border.horizontal(), role);
        }
        for (int y = 1; y < rows - 1; y++) {
            put(0, y, border.vertical(), role);
            put(columns - 1, y, border.vertical(), role);
        }
        put(0, 0, border.topLeft(), role);
        put(columns - 1, 0, border.topRight(), role);
        put(0, rows - 1, border.bottomLeft(), role);
        put(columns - 1, rows - 1, border.bottomRight(), role);
        return part(1, 1, columns - 2, rows - 2);
    }

    /// Shows the cursor at a place, if that lies inside.
    public void cursor(int x, int y) {
        if (x >= 0 && x < columns && y >= 0 && y < rows) {
            frame.cursor(new Frame.Spot(left + x, top + y));
        }
    }
}
