package guichet.tui.screen;

import guichet.inbox.gate.Draft;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.SignalDraft;
import guichet.keystore.Address;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.List;

/// What was begun, or was refused.
final class DraftsView {
    private final Shell shell;
    private final ListLayer<Drafts.Saved> list;

    DraftsView(Shell shell) {
        this.shell = shell;
        this.list = new ListLayer<>(shell, shell.line("shelf.drafts"), shell.line("drafts.none"),
                tx -> shell.desk().drafts().list(tx), this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("drafts.open"), this::write),
                        ListLayer.Act.onRow("d", shell.line("drafts.discard"), this::discard)));
    }

    void open() {
        list.open();
    }

    private void paint(Canvas row, Drafts.Saved saved) {
        int x = row.put(0, 0, Printable.line(shell.moments().brief(saved.saved())).fit(12), Role.DIM) + 1;
        String to = recipients(saved.draft());
        x = row.put(x, 0, Printable.line(to).fit(Math.clamp(row.columns() / 3, 10, 40)), Role.PLAIN) + 1;
        String what = title(saved.draft());
        row.put(x, 0, Printable.line(what).cut(Math.max(0, row.columns() - x)), Role.STRONG);
    }

    private static String recipients(Draft draft) {
        return switch (draft) {
            case MailDraft mail -> String.join(", ", mail.recipients().stream().map(Address::value).toList());
            case SignalDraft signal -> signal.to().text();
        };
    }

    private static String title(Draft draft) {
        return switch (draft) {
            case MailDraft mail when !mail.subject().isBlank() -> mail.subject();
            case MailDraft _,SignalDraft _ -> draft.body().strip();
        };
    }

    private void write(Drafts.Saved saved) {
        shell.office().read(tx -> shell.desk().drafts().find(tx, saved.id()), found -> found.ifPresent(draft -> {
            shell.layers().closeAll();
            switch (draft) {
                case MailDraft mail -> Compose.open(shell, Letter.of(mail));
                case SignalDraft _ -> {
                }
            }
        }));
    }

    private void discard(Drafts.Saved saved) {
        shell.office().write(tx -> shell.desk().drafts().discard(tx, saved.id()), _ -> {
            list.reload();
            shell.changed().run();
        });
    }
}
