package guichet.tui.screen.widget;

import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;

/// A framed rectangle with a title, in the middle of the screen or anywhere else.
public record Box(Border border, Role role, Printable title) {
    /// Draws the box over the middle of the screen, at most so large; returns the canvas inside.
    public Canvas centred(Canvas screen, int columns, int rows) {
        int width = Math.min(columns + 4, screen.columns());
        int height = Math.min(rows + 2, screen.rows());
        Canvas part = screen.part((screen.columns() - width) / 2, (screen.rows() - height) / 2, width, height);
        Canvas inside = around(part.fill(Role.PLAIN));
        return inside.part(1, 0, inside.columns() - 2, inside.rows());
    }

    /// Draws the box along the edge of a canvas; returns the canvas inside.
    public Canvas around(Canvas canvas) {
        Canvas inside = canvas.border(border, role);
        if (!title.isEmpty()) {
            Printable framed = Printable.spaces(1).plus(title.cut(Math.max(0, canvas.columns() - 6)))
                    .plus(Printable.spaces(1));
            canvas.part(0, 0, canvas.columns() - 1, 1).put(2, 0, framed, role);
        }
        return inside;
    }
}
