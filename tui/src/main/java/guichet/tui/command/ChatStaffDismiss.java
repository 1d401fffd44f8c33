package guichet.tui.command;

import guichet.inbox.chat.Colleague;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes somebody off the staff list.
@Command(name = "dismiss")
final class ChatStaffDismiss implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT")
    String reason = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Colleague gone = Steps.write(vault, tx -> {
            Colleague colleague = FindChat.colleague(vault, tx, who);
            vault.chat().pinning().dismiss(tx, colleague.address(), reason, vault.actor(Via.COMMAND));
            return colleague;
        });
        out.answer(ChatLine.json(gone).flag("dismissed", true), out.sentences().tell("chat.dismissed", gone.address()));
        return Exit.DONE;
    }
}
