package guichet.tui.command;

import guichet.inbox.Case;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "release")
final class CaseRelease implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Case released = Steps.write(vault, tx -> {
            Case found = Find.caseOf(vault, tx, id);
            if (!vault.endings().holds().release(tx, found.id(), vault.actor(Via.COMMAND))) {
                throw new Failure(Exit.FAILED, "not-held", id);
            }
            return found;
        });
        out.answer(CaseLine.json(released).nothing("hold"), out.sentences().tell("case.released", released.id()));
        return Exit.DONE;
    }
}
