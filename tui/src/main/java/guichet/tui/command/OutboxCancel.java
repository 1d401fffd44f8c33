package guichet.tui.command;

import guichet.inbox.gate.Outbox.TakenBack;
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
        return switch (vault.outbox().takeBack(row.id(), vault.actor(Via.COMMAND))) {
            case TakenBack.NoSuchRow _ -> throw new Failure(Exit.NOT_FOUND, "no-such-outbox", id);
            case TakenBack.TooLate late ->
                throw new Failure(Exit.FAILED, "too-late", out.sentences().word("outbox-" + late.state().word()));
            case TakenBack.ThisMailAlone _ -> {
                out.answer(now(vault).nothing("draft"), out.sentences().tell("outbox.cancelled-alone", id));
                yield Exit.DONE;
            }
            case TakenBack.AsDraft back -> {
                out.answer(now(vault).put("draft", back.draft().toString()),
                        out.sentences().tell("outbox.cancelled", id, back.draft()));
                yield Exit.DONE;
            }
        };
    }

    private JsonLine now(Workspace vault) throws Failure, VaultException {
        return OutboxGroup.json(Steps.read(vault, tx -> Find.outbox(vault, tx, id)));
    }
}
