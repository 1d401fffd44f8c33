package guichet.tui.screen;

import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.signal.SignalAccount;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.AccountSheet.About;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.ChannelTrouble;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// The mailboxes and the accounts on Signal that are read and sent from, and how each fares.
final class AccountsView {
    private final Shell shell;
    private final ListLayer<About> list;

    AccountsView(Shell shell) {
        this.shell = shell;
        this.list = new ListLayer<>(shell, shell.line("accounts.title"), shell.line("accounts.none"), this::all,
                this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("accounts.look"), new AccountSheet(shell)::open),
                        ListLayer.Act.anytime("a", shell.line("accounts.add"), () -> {
                            shell.layers().closeAll();
                            AccountForm.open(shell);
                        }), ListLayer.Act.anytime("s", shell.line("accounts.link"), () -> {
                            shell.layers().closeAll();
                            LinkForm.open(shell);
                        })));
    }

    void open() {
        list.open();
    }

    private List<About> all(Tx tx) throws VaultException {
        List<About> found = new ArrayList<>();
        for (MailAccount account : shell.desk().accounts().mail(tx)) {
            found.add(new About.Mail(account, shell.desk().accounts().state(tx, account.id())));
        }
        for (SignalAccount account : shell.desk().signal().accounts().list(tx)) {
            found.add(new About.Signal(account, SignalState.of(tx, shell.desk(), account)));
        }
        return found;
    }

    private void paint(Canvas row, About one) {
        switch (one) {
            case About.Mail(MailAccount account, AccountState state) ->
                paint(row, account.address().value(), state, state.error().stream()
                        .map(error -> ChannelTrouble.sentence(error, shell.texts())).toList());
            case About.Signal(SignalAccount account, SignalState fares) ->
                paint(row, "Signal " + account.number().e164(), fares.state(),
                        fares.wrong(shell));
        }
    }

    private void paint(Canvas row, String name, AccountState state, List<String> wrong) {
        int x = row.put(0, 0, Printable.line(name).fit(Math.max(24, row.columns() / 3)), Role.STRONG) + 1;
        String since = state.lastContact().map(at -> " " + shell.moments().brief(at)).orElse("");
        x = row.put(x, 0, Printable.line(shell.texts().of(state.link()) + since), Role.PLAIN) + 2;
        row.put(x, 0, Printable.line(String.join(" ", wrong)).cut(Math.max(0, row.columns() - x)), Role.WARNING);
    }
}
