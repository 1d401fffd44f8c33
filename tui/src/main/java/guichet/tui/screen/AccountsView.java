package guichet.tui.screen;

import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.ChannelTrouble;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// The mailboxes that are read and sent from, and how each fares.
final class AccountsView {
    private final Shell shell;
    private final ListLayer<One> list;

    private record One(MailAccount account, AccountState state) {
    }

    AccountsView(Shell shell) {
        this.shell = shell;
        this.list = new ListLayer<>(shell, shell.line("accounts.title"), shell.line("accounts.none"), this::all,
                this::paint, List.of(ListLayer.Act.anytime("a", shell.line("accounts.add"), () -> {
                    shell.layers().closeAll();
                    AccountForm.open(shell);
                })));
    }

    void open() {
        list.open();
    }

    private List<One> all(Tx tx) throws VaultException {
        List<One> found = new ArrayList<>();
        for (MailAccount account : shell.desk().accounts().mail(tx)) {
            found.add(new One(account, shell.desk().accounts().state(tx, account.id())));
        }
        return found;
    }

    private void paint(Canvas row, One one) {
        int x = row.put(0, 0, Printable.line(one.account.address().value()).fit(Math.max(24, row.columns() / 3)),
                Role.STRONG) + 1;
        String since = one.state.lastContact().map(at -> " " + shell.moments().brief(at)).orElse("");
        x = row.put(x, 0, Printable.line(shell.texts().of(one.state.link()) + since), Role.PLAIN) + 2;
        String trouble = one.state.error()
                .map(error -> ChannelTrouble.sentence(error, shell.texts())).orElse("");
        row.put(x, 0, Printable.line(trouble).cut(Math.max(0, row.columns() - x)), Role.WARNING);
    }
}
