package guichet.tui.screen;

import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.OutboxRow;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.text.Printable;
import java.util.List;

/// What waits, left, failed or is unknown.
final class OutboxView {
    private final Shell shell;
    private final ListLayer<OutboxRow> list;

    OutboxView(Shell shell) {
        this.shell = shell;
        this.list = new ListLayer<>(shell, shell.line("shelf.outbox"), shell.line("outbox.none"),
                tx -> shell.desk().outbox().list(tx), this::paint,
                List.of(ListLayer.Act.onRow("r", shell.line("outbox.retry"), this::retry),
                        ListLayer.Act.onRow("t", shell.line("outbox.withdraw"), this::withdraw)));
    }

    void open() {
        list.open();
    }

    private void paint(Canvas row, OutboxRow each) {
        Role role = switch (each.state()) {
            case SENT -> Role.SAFE;
            case COUNTING, WAITING, CONNECTING, SENDING, WITHDRAWN -> Role.PLAIN;
            case FAILED, UNKNOWN, HELD -> Role.ERROR;
        };
        int x = row.put(0, 0, Printable.line(shell.moments().brief(each.since())).fit(12), Role.DIM) + 1;
        x = row.put(x, 0, Printable.line(shell.texts().of(each.state())).fit(22), role) + 1;
        String to = String.join(", ", each.to());
        String rest = each.caseId().map(id -> id + "  ").orElse("") + to + each.error().map(e -> "  " + e).orElse("");
        row.put(x, 0, Printable.line(rest).cut(Math.max(0, row.columns() - x)), Role.PLAIN);
    }

    /// Another try; what is unknown may then arrive twice, and the person says so.
    private void retry(OutboxRow row) {
        if (row.state() == OutboxRow.State.UNKNOWN) {
            Sheet.open(shell, shell.line("outbox.retry"), List.of(shell.line(Role.WARNING, "outbox.may-arrive-twice")),
                    List.of(new Choice('n', shell.line("sheet.leave"), () -> {
                    }), new Choice('r', shell.line("outbox.retry"), () -> again(row))));
        } else {
            again(row);
        }
    }

    private void again(OutboxRow row) {
        shell.office().change(shell.texts().say("work.writing"),
                _ -> shell.desk().outbox().retry(row.id(), shell.desk().actor()), outcome -> {
                    if (outcome == Outbox.Retry.QUEUED) {
                        shell.desk().channels().hurry();
                        shell.tell("notice.queued");
                    } else {
                        shell.notices().warn(Printable.line(shell.texts().of(outcome)));
                    }
                    list.reload();
                });
    }

    private void withdraw(OutboxRow row) {
        shell.layers().closeAll();
        TakeBack.start(shell, row.id());
    }
}
