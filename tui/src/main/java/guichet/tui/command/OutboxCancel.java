package guichet.tui.command;

import guichet.inbox.gate.OutboxRow;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cancel")
final class OutboxCancel implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        OutboxRow row = Steps.read(vault, tx -> Find.outbox(vault, tx, id));
        if (!vault.outbox().withdraw(row.id(), vault.actor(Via.COMMAND))) {
            throw new Failure(Exit.FAILED, "too-late", out.sentences().word("outbox-" + row.state().word()));
        }
        OutboxRow now = Steps.read(vault, tx -> Find.outbox(vault, tx, id));
        out.answer(OutboxGroup.json(now), out.sentences().tell("outbox.cancelled", id));
        return Exit.DONE;
    }
}
