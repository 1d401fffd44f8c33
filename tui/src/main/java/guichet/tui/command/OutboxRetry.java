package guichet.tui.command;

import guichet.inbox.gate.OutboxId;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "retry")
final class OutboxRetry implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        OutboxRow row = Steps.read(vault, tx -> Find.outbox(vault, tx, id));
        return switch (vault.outbox().retry(row.id(), vault.actor(Via.COMMAND))) {
            case NO_SUCH_ROW -> throw new Failure(Exit.NOT_FOUND, "no-such-outbox", id);
            case NOT_RETRYABLE -> throw new Failure(Exit.FAILED, "not-retryable",
                    out.sentences().word("outbox-" + row.state().word()));
            case OVERRIDE_SPENT -> throw new Failure(Exit.REFUSED, "override-spent");
            case QUEUED -> tell(vault, row.id(), new Delivery(vault).deliver(List.of(row.id())), out);
        };
    }

    static Exit tell(Workspace vault, OutboxId id, Delivery.Result result, Output out) {
        out.answer(new JsonLine().put("status", result.status()).put("id", id.toString()),
                out.sentences().tell(result.sentence(), id));
        result.tellWords(vault, out);
        return result.exit();
    }
}
