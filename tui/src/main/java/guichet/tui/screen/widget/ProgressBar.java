package guichet.tui.screen.widget;

import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;

/// What is under way, how far it is (where that is known), and how to stop it.
public record ProgressBar(Printable label, long done, long total, Printable hint) {
    private static final Printable FULL = Printable.line("█");
    private static final Printable EMPTY = Printable.line("░");

    public void draw(Canvas screen) {
        Canvas inside = new Box(Border.PLAIN, Role.FRAME_FOCUSED, label).centred(screen,
                Math.min(50, screen.columns() - 6), 3);
        if (total > 0) {
            Printable count = Printable.line(done + " / " + total);
            int room = Math.max(1, inside.columns() - count.width() - 1);
            long filled = Math.clamp(done * room / total, 0, room);
            for (int x = 0; x < room; x++) {
                inside.put(x, 0, x < filled ? FULL : EMPTY, Role.KEY);
            }
            inside.putRight(0, count, Role.PLAIN);
        }
        inside.put(0, 2, hint.cut(inside.columns()), Role.DIM);
    }
}
