package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "reopen")
final class CaseReopen implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        CaseLine.changed(Steps.write(vault, tx -> {
            vault.cases().reopen(tx, Find.caseOf(vault, tx, id).id(), vault.actor(Via.COMMAND));
            return Find.caseOf(vault, tx, id);
        }), out);
        return Exit.DONE;
    }
}
