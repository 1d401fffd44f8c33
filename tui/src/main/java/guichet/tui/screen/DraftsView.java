package guichet.tui.screen;

import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.Draft;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.SignalDraft;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// What was begun, or was refused.
final class DraftsView {
    private final Shell shell;
    private final ListLayer<Listed> list;

    DraftsView(Shell shell) {
        this.shell = shell;
        this.list = new ListLayer<>(shell, shell.line("shelf.drafts"), shell.line("drafts.none"),
                this::all, this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("drafts.open"), this::write),
                        ListLayer.Act.onRow("d", shell.line("drafts.discard"), this::discard)));
    }

    /// @param to as people call them
    private record Listed(Drafts.Saved saved, String to) {
    }

    private List<Listed> all(Tx tx) throws VaultException {
        List<Listed> all = new ArrayList<>();
        for (Drafts.Saved saved : shell.desk().drafts().list(tx)) {
            all.add(new Listed(saved, switch (saved.draft()) {
                case MailDraft mail -> String.join(", ", mail.recipients().stream().map(Address::value).toList());
                case SignalDraft signal -> shell.texts().say("compose.on-signal",
                        shell.desk().signal().desk().names().of(tx, signal.to()));
                case ChatDraft chat -> shell.desk().chat().rooms().find(tx, chat.room())
                        .map(room -> RoomNames.of(room, shell.texts())).orElse(chat.room().text());
            }));
        }
        return all;
    }

    void open() {
        list.open();
    }

    private void paint(Canvas row, Listed listed) {
        Drafts.Saved saved = listed.saved();
        int x = row.put(0, 0, Printable.line(shell.moments().brief(saved.saved())).fit(12), Role.DIM) + 1;
        x = row.put(x, 0, Printable.line(listed.to()).fit(Math.clamp(row.columns() * 2L / 5, 10, 40)), Role.PLAIN) + 1;
        String what = title(saved.draft());
        row.put(x, 0, Printable.line(what).cut(Math.max(0, row.columns() - x)), Role.STRONG);
    }

    private static String title(Draft draft) {
        return switch (draft) {
            case MailDraft mail when !mail.subject().isBlank() -> mail.subject();
            case MailDraft _,SignalDraft _,ChatDraft _ -> draft.body().strip();
        };
    }

    private void write(Listed listed) {
        shell.office().read(tx -> shell.desk().drafts().find(tx, listed.saved().id()),
                found -> found.ifPresent(draft -> {
                    shell.layers().closeAll();
                    switch (draft) {
                        case MailDraft mail -> Compose.open(shell, Letter.of(mail));
                        case SignalDraft signal -> SignalCompose.open(shell, SignalLetter.of(signal));
                        case ChatDraft chat -> RoomView.open(shell, chat.room());
                    }
                }));
    }

    private void discard(Listed listed) {
        shell.office().write(tx -> shell.desk().drafts().discard(tx, listed.saved().id()), _ -> {
            list.reload();
            shell.changed().run();
        });
    }
}
