package guichet.tui.command;

import guichet.inbox.accounts.Accounts.AccountState;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(name = "list")
final class AccountList implements Action.InVault {
    private record Line(AnyAccount account, AccountState state) {
    }

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        List<Line> lines = vault.vault().read(tx -> {
            List<Line> all = new ArrayList<>();
            for (AnyAccount account : AnyAccount.all(vault, tx)) {
                all.add(new Line(account, account.state(vault, tx)));
            }
            return all;
        });
        for (Line line : lines) {
            String state = line.state().link().name().toLowerCase(Locale.ROOT);
            out.content(more(line.account(),
                    new JsonLine().put("id", line.account().id().toString())
                            .put("kind", line.account().channel().word()).put("address", line.account().address())
                            .put("state", state).put("lastContact", line.state().lastContact())
                            .put("error", line.state().error())),
                    "%4s  %s  %s  %s  %s".formatted(line.account().id(),
                            out.sentences().word("channel-" + line.account().channel().word()),
                            line.account().address(), out.sentences().word("link-" + state),
                            line.state().error().map(error -> Troubles.sentence(error, out.sentences())).orElse("")));
        }
        return Exit.DONE;
    }

    private static JsonLine more(AnyAccount account, JsonLine line) {
        return switch (account) {
            case AnyAccount.Mail mail -> line.put("name", mail.account().name()).put("imap", mail.account().imap())
                    .put("smtp", mail.account().smtp()).put("user", mail.account().user())
                    .strings("folders", mail.account().folders());
            case AnyAccount.Signal signal -> line.put("program", signal.account().program());
            case AnyAccount.Chat chat -> line.put("name", chat.account().name())
                    .put("mail", chat.account().account().toString())
                    .put("fingerprint", chat.account().key().hex());
        };
    }
}
