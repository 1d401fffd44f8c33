package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A person says that the sealed archive has arrived.
@Command(name = "sealed-received")
final class CaseSealedReceived implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        CaseId found = Steps.write(vault, tx -> {
            CaseId its = Find.caseOf(vault, tx, id).id();
            if (!vault.archive().seals().delivered(tx, its, vault.actor(Via.COMMAND))) {
                throw new Failure(Exit.NOT_FOUND, "no-seal", its.value());
            }
            return its;
        });
        out.answer(new JsonLine().put("case", found.value()).put("status", "delivered"),
                out.sentences().tell("seal.delivered", found.value()));
        return Exit.DONE;
    }
}
