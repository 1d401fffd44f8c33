package guichet.tui.command;

import guichet.inbox.gate.Draft;
import guichet.inbox.gate.DraftId;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show")
final class DraftShow implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Draft draft = Steps.read(vault, tx -> Find.draft(vault, tx, id));
        DraftId known = draft.id().orElseThrow();
        out.content(DraftGroup.json(known, draft).put("body", draft.body()),
                DraftGroup.text(known, draft) + "\n\n" + draft.body());
        return Exit.DONE;
    }
}
