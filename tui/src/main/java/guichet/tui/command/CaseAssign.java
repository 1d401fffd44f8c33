package guichet.tui.command;

import guichet.inbox.Case;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "assign")
final class CaseAssign implements Action.InVault {
    @Parameters(index = "0", paramLabel = "ID")
    String id = "";

    @Parameters(index = "1", paramLabel = "WHO")
    String who = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        CaseLine.changed(Steps.write(vault, tx -> {
            Case found = Find.caseOf(vault, tx, id);
            String name = Find.person(vault, tx, who).name();
            vault.cases().assign(tx, found.id(), Optional.of(name), vault.actor(Via.COMMAND));
            return Find.caseOf(vault, tx, id);
        }), out);
        return Exit.DONE;
    }
}
