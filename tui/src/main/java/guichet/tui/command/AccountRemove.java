package guichet.tui.command;

import guichet.inbox.chat.ChatAccount;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.Tx;
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
        AnyAccount removed = Steps.write(vault, tx -> {
            AnyAccount account = Find.account(vault, tx, id);
            switch (account) {
                case AnyAccount.Mail mail -> {
                    requireNoSeat(vault, tx, mail);
                    vault.accounts().remove(tx, mail.id());
                }
                case AnyAccount.Signal signal -> vault.signal().accounts().remove(tx, signal.id());
                case AnyAccount.Chat chat -> vault.chat().accounts().remove(tx, chat.account());
            }
            vault.journal().append(tx, JournalKind.ACCOUNT_REMOVED, Payload.by(vault.actor(Via.COMMAND))
                    .over(account.channel()).saying(account.address()));
            return account;
        });
        out.answer(new JsonLine().put("removed", removed.id().toString()), switch (removed) {
            case AnyAccount.Chat _ -> out.sentences().tell("account.removed-chat", removed.address());
            case AnyAccount.Mail _ -> out.sentences().tell("account.removed", removed.address());
            case AnyAccount.Signal signal -> out.sentences().tell("account.removed-signal", removed.address(),
                    vault.signal().setup(signal.account()).home());
        });
        return Exit.DONE;
    }

    private static void requireNoSeat(Workspace vault, Tx tx, AnyAccount.Mail mail) throws Failure, VaultException {
        for (ChatAccount seat : vault.chat().accounts().list(tx)) {
            if (seat.account().equals(mail.id())) {
                throw new Failure(Exit.FAILED, "seat-on-account", mail.address(), seat.id());
            }
        }
    }
}
