package guichet.tui.screen.term;

import guichet.tui.text.Cell;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Turns frames into the bytes that make a terminal show them: only the changed part of changed rows, and the screen is
/// never cleared. Sequences used: CUP, SGR, and hiding the cursor; nothing else of a frame reaches the terminal.
///
/// Terminals disagree about the width of some characters: after each of these the next one is placed by its column, so
/// that a wrong guess never shifts the rest of a row.
public final class AnsiPainter {
    private static final String CSI = "\u001b[";

    private final Theme theme;
    private @Nullable Frame shown;

    public AnsiPainter(Theme theme) {
        this.theme = theme;
    }

    /// Forgets what is on the screen: the next frame is painted whole.
    public void forget() {
        shown = null;
    }

    /// The bytes that turn the frame painted before into this one.
    public byte[] paint(Frame next) {
        StringBuilder out = new StringBuilder(256);
        out.append(CSI).append("?25l");
        Frame before = shown != null && shown.size().equals(next.size()) ? shown : null;
        for (int y = 0; y < next.size().rows(); y++) {
            paintRow(out, before, next, y);
        }
        next.cursor().ifPresent(spot -> {
            place(out, spot.x(), spot.y());
            out.append(CSI).append("?25h");
        });
        shown = next;
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void paintRow(StringBuilder out, @Nullable Frame before, Frame next, int y) {
        int from = 0;
        int to = next.size().columns() - 1;
        if (before != null) {
            while (from <= to && next.sameCell(before, from, y)) {
                from++;
            }
            while (to > from && next.sameCell(before, to, y)) {
                to--;
            }
        }
        if (from > to) {
            return;
        }
        while (from > 0 && next.cell(from, y) == null) {
            from--;
        }
        place(out, from, y);
        Role role = null;
        for (int x = from; x <= to; x++) {
            Cell cell = next.cell(x, y);
            if (cell == null) {
                continue;
            }
            if (next.role(x, y) != role) {
                role = next.role(x, y);
                out.append(CSI).append(theme.sgr(role)).append('m');
            }
            out.append(cell.text());
            if (cell.isUncertain() && x + cell.width() <= to) {
                place(out, x + cell.width(), y);
            }
        }
        out.append(CSI).append("0m");
    }

    private static void place(StringBuilder out, int x, int y) {
        out.append(CSI).append(y + 1).append(';').append(x + 1).append('H');
    }
}
