package guichet.tui.screen;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;

/// The lines between the three panes.
final class PaneLines {
    private PaneLines() {
    }

    /// @param left  the column between the places and the rest; 0 where the places are not shown
    /// @param above the row between the list and the message
    static void draw(Canvas frame, int left, int above) {
        for (int y = 1; y < frame.rows() - 1 && left > 0; y++) {
            frame.put(left, y, Printable.line("│"), Role.FRAME);
        }
        if (left > 0) {
            frame.put(left, 0, Printable.line("┬"), Role.FRAME);
            frame.put(left, frame.rows() - 1, Printable.line("┴"), Role.FRAME);
        }
        for (int x = left + 1; x < frame.columns() - 1; x++) {
            frame.put(x, above, Printable.line("─"), Role.FRAME);
        }
        frame.put(left, above, Printable.line("├"), Role.FRAME);
        frame.put(frame.columns() - 1, above, Printable.line("┤"), Role.FRAME);
    }
}
