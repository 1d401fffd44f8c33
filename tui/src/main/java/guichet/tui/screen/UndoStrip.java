package guichet.tui.screen;

import guichet.inbox.gate.Outbox.Undoable;
import guichet.keystore.Address;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The line along the bottom that counts down what this person has just sent, while one key (Ctrl-T, from anywhere) takes it back.
final class UndoStrip {
    private static final int LEAST_ROWS_LEFT = 6;
    private final Shell shell;
    private final Office.Latest asked = new Office.Latest();
    private List<Undoable> waiting = List.of();

    UndoStrip(Shell shell) {
        this.shell = shell;
    }

    /// Looks in the outbox anew: other windows release and take back as well.
    void reload() {
        shell.office().read(asked, tx -> shell.desk().outbox().undoable(tx, shell.desk().person().name()),
                found -> waiting = found);
    }

    private List<Undoable> current() {
        Instant now = shell.clock().instant();
        return waiting.stream().filter(each -> each.until().isAfter(now)).toList();
    }

    /// Draws itself where something waits, and gives what is left for everything else.
    Canvas draw(Canvas screen) {
        List<Undoable> all = current();
        if (all.isEmpty() || screen.rows() <= LEAST_ROWS_LEFT) {
            return screen;
        }
        int y = screen.rows() - 1;
        screen.fillRow(y, Role.WARNING);
        Undoable newest = all.getFirst();
        Printable key = shell.line("undo.key");
        Printable count = Printable.line(shell.texts().count("undo.leaves-in", secondsUntil(newest.until())));
        String to = String.join(", ", newest.to().stream().map(Address::value).toList());
        String more = all.size() > 1 ? " " + shell.texts().count("undo.more", all.size() - 1) : "";
        int x = screen.put(1, y, count, Role.WARNING) + 2;
        int room = screen.columns() - x - key.width() - 3;
        screen.put(x, y, Printable.line("→ " + to + more).cut(Math.max(0, room)), Role.WARNING);
        screen.part(0, y, screen.columns() - 1, 1).putRight(0, key, Role.KEY);
        return screen.part(0, 0, screen.columns(), y);
    }

    private long secondsUntil(Instant until) {
        return Math.ceilDiv(Duration.between(shell.clock().instant(), until).toMillis(), 1_000L);
    }

    /// When the line has to be drawn anew.
    Optional<Instant> wakesAt() {
        return current().stream().findFirst()
                .map(newest -> newest.until().minusSeconds(secondsUntil(newest.until()) - 1));
    }

    /// Whether the key was for this line; then what was sent last is being taken back.
    boolean takes(Input input) {
        List<Undoable> all = current();
        if (all.isEmpty() || !(input instanceof Input.Pressed(Key.Ctrl(char c))) || c != 't') {
            return false;
        }
        waiting = List.of();
        TakeBack.start(shell, all.getFirst().any());
        return true;
    }
}
