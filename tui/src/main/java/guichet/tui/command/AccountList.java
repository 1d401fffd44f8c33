package guichet.tui.command;

import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(name = "list")
final class AccountList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        record Line(MailAccount account, AccountState state) {
        }
        List<Line> lines = vault.vault().read(tx -> {
            List<Line> all = new ArrayList<>();
            for (MailAccount account : vault.accounts().mail(tx)) {
                all.add(new Line(account, vault.accounts().state(tx, account.id())));
            }
            return all;
        });
        for (Line line : lines) {
            String state = line.state().link().name().toLowerCase(Locale.ROOT);
            out.content(
                    new JsonLine().put("id", line.account().id().toString()).put("kind", "mail")
                            .put("address", line.account().address().value()).put("state", state)
                            .put("lastContact", line.state().lastContact()).put("error", line.state().error())
                            .put("name", line.account().name()).put("imap", line.account().imap())
                            .put("smtp", line.account().smtp()).put("user", line.account().user())
                            .strings("folders", line.account().folders()),
                    "%4s  %s  %s  %s".formatted(line.account().id(), line.account().address(),
                            out.sentences().word("link-" + state),
                            line.state().error().map(error -> Troubles.sentence(error, out.sentences())).orElse("")));
        }
        return Exit.DONE;
    }
}
