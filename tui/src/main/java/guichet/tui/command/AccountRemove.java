package guichet.tui.command;

import guichet.inbox.Channel;
import guichet.inbox.MailAccount;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "remove")
final class AccountRemove implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        MailAccount removed = Steps.write(vault, tx -> {
            MailAccount account = Find.account(vault, tx, id);
            vault.accounts().remove(tx, account.id());
            vault.journal().append(tx, JournalKind.ACCOUNT_REMOVED, Payload.by(vault.actor(Via.COMMAND))
                    .over(Channel.MAIL).saying(account.address().value()));
            return account;
        });
        out.answer(new JsonLine().put("removed", removed.id().toString()),
                out.sentences().tell("account.removed", removed.address()));
        return Exit.DONE;
    }
}
