package guichet.tui.screen;

import guichet.inbox.endings.Due;
import guichet.inbox.endings.Due.Standing;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.List;

/// What the rules of retention want, soon or now. Enter opens the end of that case: nothing happens from here by itself.
final class DueView {
    private final Shell shell;

    DueView(Shell shell) {
        this.shell = shell;
    }

    void open() {
        new ListLayer<Due>(shell, shell.line("due.title"), shell.line("due.none"),
                tx -> shell.desk().endings().retention().due(tx), this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("due.open"),
                        due -> new EndingSheet(shell).open(due.its().id()))))
                .open();
    }

    private void paint(Canvas row, Due due) {
        int x = row.put(0, 0, Printable.line(shell.moments().day(due.when())).fit(14), Role.DIM) + 1;
        x = row.put(x, 0, Printable.line(due.its().id().toString()).fit(10), Role.STRONG) + 1;
        x = row.put(x, 0, Printable.line(shell.texts().of(due.act())).fit(12), Role.PLAIN) + 1;
        x = row.put(x, 0, Printable.line(shell.texts().of(due.standing())).fit(12),
                due.standing() == Standing.DUE ? Role.WARNING : Role.PLAIN) + 1;
        row.put(x, 0, Printable.line(due.its().title()).cut(Math.max(0, row.columns() - x)), Role.PLAIN);
    }
}
