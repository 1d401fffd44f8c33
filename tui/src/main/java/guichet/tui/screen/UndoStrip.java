package guichet.tui.screen;

import guichet.inbox.MessageId;
import guichet.inbox.gate.Outbox.Undoable;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The line along the bottom that counts down what was just sent from this screen, while one key (Ctrl-T, from anywhere) takes it
/// back. When the time is over it lets the message go. What a screen that died had counted down it gives back as drafts.
final class UndoStrip {
    private static final int LEAST_ROWS_LEFT = 6;
    private final Shell shell;
    private final Office.Latest asked = new Office.Latest();
    private final Set<MessageId> mine = new HashSet<>();
    private List<Undoable> counting = List.of();

    UndoStrip(Shell shell) {
        this.shell = shell;
    }

    /// This screen has released that one, and counts it down.
    void count(MessageId message) {
        mine.add(message);
        reload();
    }

    /// Looks in the outbox anew: other windows release and take back as well.
    void reload() {
        shell.office().read(asked, this::undoable, found -> counting = found);
        shell.office().change(shell.texts().say("work.writing"), _ -> shell.desk().outbox().giveBackAbandoned(),
                messages -> {
                    if (messages > 0) {
                        shell.warn("notice.given-back");
                        shell.changed().run();
                    }
                });
    }

    private List<Undoable> undoable(Tx tx) throws VaultException {
        List<Undoable> named = new ArrayList<>();
        for (Undoable each : shell.desk().outbox().undoable(tx, shell.desk().person().name())) {
            List<String> names = new ArrayList<>();
            for (String to : each.to()) {
                names.add(shell.desk().signal().desk().names().of(tx, to));
            }
            named.add(new Undoable(each.message(), each.any(), names, each.until()));
        }
        return named;
    }

    private List<Undoable> current() {
        Instant now = shell.clock().instant();
        return counting.stream().filter(each -> mine.contains(each.message()) && each.until().isAfter(now)).toList();
    }

    /// Lets go what has been counted down.
    void wake() {
        Instant now = shell.clock().instant();
        letGo(counting.stream().filter(each -> !each.until().isAfter(now)).map(Undoable::message));
    }

    /// The screen ends: what its person has sent does not wait for them any longer.
    void leave() {
        letGo(counting.stream().map(Undoable::message));
    }

    private void letGo(Stream<MessageId> over) {
        Set<MessageId> going = over.filter(mine::remove).collect(Collectors.toSet());
        if (!going.isEmpty()) {
            shell.office().change(shell.texts().say("work.releasing"), _ -> {
                shell.desk().outbox().letGo(going);
                return going;
            }, _ -> {
                shell.desk().channels().hurry();
                shell.changed().run();
            });
        }
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
        String to = String.join(", ", newest.to());
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

    /// When the line has to be drawn anew, or lets something go.
    Optional<Instant> wakesAt() {
        Instant now = shell.clock().instant();
        return counting.stream().filter(each -> mine.contains(each.message())).map(Undoable::until)
                .map(until -> until.isAfter(now) ? until.minusSeconds(secondsUntil(until) - 1) : now)
                .min(Instant::compareTo);
    }

    /// Whether the key was for this line; then what was sent last is being taken back.
    boolean takes(Input input) {
        List<Undoable> all = current();
        if (all.isEmpty() || !(input instanceof Input.Pressed(Key.Ctrl(char c))) || c != 't') {
            return false;
        }
        mine.remove(all.getFirst().message());
        TakeBack.start(shell, all.getFirst().any());
        return true;
    }
}
