package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "discard")
final class DraftDiscard implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Steps.write(vault, tx -> vault.drafts().discard(tx, Find.draft(vault, tx, id).id().orElseThrow()));
        out.answer(new JsonLine().put("discarded", id), out.sentences().tell("draft.discarded", id));
        return Exit.DONE;
    }
}
