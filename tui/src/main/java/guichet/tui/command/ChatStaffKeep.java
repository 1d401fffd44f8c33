package guichet.tui.command;

import guichet.inbox.chat.Colleague;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says that the pinned key is still the right one.
@Command(name = "keep-key")
final class ChatStaffKeep implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Colleague colleague = Steps.read(vault, tx -> FindChat.colleague(vault, tx, who));
        int settled = vault.vault()
                .write(tx -> vault.chat().alarms().keepPinned(tx, colleague.address(), vault.actor(Via.COMMAND)));
        out.answer(ChatLine.json(colleague).put("settled", settled),
                out.sentences().tell("chat.key-kept", colleague.address(), settled));
        return Exit.DONE;
    }
}
