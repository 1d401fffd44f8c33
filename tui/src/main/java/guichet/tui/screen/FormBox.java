package guichet.tui.screen;

import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Box;
import guichet.tui.screen.widget.Form;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.text.Printable;
import java.util.List;

/// A form in a box: above it what it is for, below it what the field at hand wants.
///
/// @param title a text's key, as are the others
/// @param help  one for each field
record FormBox(String title, String intro, Form form, List<String> help) {
    private static final int COLUMNS = 72;
    private static final int HELP_ROWS = 3;

    FormBox {
        help = List.copyOf(help);
    }

    /// @return what is inside of the box; its last row is free
    Canvas draw(Shell shell, Layer layer, Canvas screen) {
        int columns = Math.min(COLUMNS, screen.columns() - 4);
        List<Printable> above = shell.line(intro).wrap(columns);
        List<Printable> below = shell.line(help.get(form.focused())).wrap(columns);
        Canvas inside = new Box(Border.DOUBLE, Role.FRAME_FOCUSED, shell.line(title)).centred(screen, columns,
                above.size() + form.rows() + HELP_ROWS + 4);
        int y = 0;
        for (Printable line : above) {
            inside.put(0, y++, line, Role.PLAIN);
        }
        form.draw(inside.part(0, y + 1, inside.columns(), form.rows()),
                shell.layers().isOnTop(layer) ? Focus.HERE : Focus.ELSEWHERE);
        y += form.rows() + 2;
        for (Printable line : below.subList(0, Math.min(HELP_ROWS, below.size()))) {
            inside.put(0, y++, line, Role.DIM);
        }
        return inside;
    }
}
