package guichet.tui.screen;

import guichet.keystore.Expiring;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.time.Duration;
import java.util.List;

/// The keys that end soon, or have ended: ours have to be made to last longer, others' have to be asked for.
final class ExpiringView {
    private static final Duration SOON = Duration.ofDays(30);
    private final Shell shell;

    ExpiringView(Shell shell) {
        this.shell = shell;
    }

    void open() {
        new ListLayer<Expiring>(shell, shell.line("expiring.title"), shell.line("expiring.none"),
                tx -> shell.desk().keyring().expiringBefore(tx, shell.clock().instant().plus(SOON)), this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("expiring.act"), this::act))).open();
    }

    private void paint(Canvas row, Expiring key) {
        int x = row.put(0, 0, Printable.line(shell.moments().day(key.end())).fit(14), Role.WARNING) + 1;
        String whose = switch (key) {
            case Expiring.Ours ours -> shell.texts().say("expiring.ours", ours.person().name());
            case Expiring.Shared shared -> shell.texts().say("expiring.shared", shared.address());
            case Expiring.Theirs theirs -> theirs.address().value();
        };
        x = row.put(x, 0, Printable.line(whose).fit(Math.max(20, row.columns() / 2)), Role.STRONG) + 1;
        row.put(x, 0, Printable.line(KeyWords.owner(key.certificate())).cut(Math.max(0, row.columns() - x)),
                Role.PLAIN);
    }

    private void act(Expiring key) {
        switch (key) {
            case Expiring.Ours ours when ours.person().id().equals(shell.desk().person().id()) ->
                new ExtendKey(shell).ask();
            case Expiring.Ours ours -> shell.warn("extend.not-yours", ours.person().name());
            case Expiring.Shared shared -> new ExtendKey(shell).askFor(shared.address());
            case Expiring.Theirs theirs -> new KeysView(shell).openFor(theirs.address());
        }
    }
}
