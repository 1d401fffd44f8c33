package guichet.tui.screen;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.List;

/// The lowest rows: the last notice where there is one, whole.
final class Hints {
    private static final int MOST_ROWS = 4;

    private Hints() {
    }

    /// Draws the notice over the lowest rows; says nothing where there is none.
    static void notice(Shell shell, Canvas screen) {
        shell.notices().current().ifPresent(notice -> {
            List<Printable> rows = notice.text().wrap(Math.max(2, screen.columns() - 2));
            int shown = Math.min(rows.size(), MOST_ROWS);
            for (int i = 0; i < shown; i++) {
                int y = screen.rows() - shown + i;
                screen.fillRow(y, notice.role());
                // A blank at its end may stand beyond the edge.
                screen.part(1, y, screen.columns() - 2, 1).put(0, 0, rows.get(i), notice.role());
            }
        });
    }

    /// Draws `key label   key label…` from a column on, as far as there is room.
    static int keys(Canvas canvas, int x, int y, String... keysAndLabels) {
        int at = x;
        for (int i = 0; i + 1 < keysAndLabels.length; i += 2) {
            Printable key = Printable.line(keysAndLabels[i]);
            Printable label = Printable.line(keysAndLabels[i + 1]);
            if (at + key.width() + 1 + label.width() > canvas.columns()) {
                return at;
            }
            at = canvas.put(at, y, key, Role.KEY);
            at = canvas.put(at + 1, y, label, Role.DIM) + 3;
        }
        return at;
    }
}
