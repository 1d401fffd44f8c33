package guichet.tui.screen;

import guichet.inbox.endings.Destruction;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.List;

/// The register of what was destroyed, with the certificates.
final class DestructionsView {
    private final Shell shell;

    DestructionsView(Shell shell) {
        this.shell = shell;
    }

    void open() {
        new ListLayer<Destruction>(shell, shell.line("destructions.title"), shell.line("destructions.none"),
                tx -> shell.desk().endings().destruction().list(tx), this::paint, List.of(ListLayer.Act.onRow("",
                        shell.line("destructions.open"), one -> new EndingSheet(shell).certify(one))))
                .open();
    }

    private void paint(Canvas row, Destruction one) {
        int x = row.put(0, 0, Printable.line(shell.moments().day(one.begun())).fit(14), Role.DIM) + 1;
        x = row.put(x, 0, Printable.line(one.caseId().toString()).fit(10), Role.STRONG) + 1;
        x = row.put(x, 0, Printable.line(one.person()).fit(12), Role.PLAIN) + 1;
        if (one.leftOnServers() > 0) {
            row.put(x, 0, shell.line("destructions.left", one.leftOnServers()).cut(Math.max(0, row.columns() - x)),
                    Role.WARNING);
        }
    }
}
