package guichet.tui.term;

import guichet.tui.text.Printable;
import java.io.IOException;
import java.util.List;

/// Shows lines page by page on the alternate screen; leaving it leaves nothing behind.
public final class Pager {
    private static final String ENTER = "\u001b[?1049h\u001b[H\u001b[2J";
    private static final String LEAVE = "\u001b[2J\u001b[?1049l";
    private static final String NEXT_PAGE = "\u001b[H\u001b[2J";
    private static final int CTRL_C = 3;

    private final Tty tty;

    public Pager(Tty tty) {
        this.tty = tty;
    }

    /// Returns once the person has left the last page, or gone away.
    ///
    /// @param lines safe for a terminal
    public void show(List<String> lines, String hint) throws IOException {
        List<String> wrapped = lines.stream()
                .flatMap(line -> Printable.line(line).wrap(tty.columns()).stream()).map(Printable::toString).toList();
        Thread leaveAtExit = new Thread(this::leave);
        Runtime.getRuntime().addShutdownHook(leaveAtExit);
        try (TtyMode _ = tty.byKey()) {
            tty.write(ENTER);
            pages(wrapped, hint);
        } finally {
            leave();
            removeHook(leaveAtExit);
        }
    }

    private void pages(List<String> lines, String hint) throws IOException {
        int top = 0;
        while (top >= 0) {
            int height = Math.max(1, tty.rows() - 1);
            int end = Math.min(lines.size(), top + height);
            tty.write(
                    NEXT_PAGE + String.join("\r\n", lines.subList(top, end)) + "\u001b[" + (height + 1) + ";1H" + hint);
            top = switch (tty.key()) {
                case 'q', 'Q', CTRL_C, -1 -> -1;
                case 'b', 'B' -> Math.max(0, top - height);
                case ' ', '\r', '\n' -> end < lines.size() ? end : -1;
                default -> top;
            };
        }
    }

    private void leave() {
        try {
            tty.write(LEAVE);
        } catch (IOException gone) {
            return; // the terminal is gone, and with it what it showed
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            return; // the hook runs now, and does the same again
        }
    }
}
