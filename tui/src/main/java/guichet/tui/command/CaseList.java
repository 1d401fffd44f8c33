package guichet.tui.command;

import guichet.inbox.Case;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class CaseList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (Case shown : vault.vault().read(tx -> vault.cases().list(tx))) {
            out.content(CaseLine.json(shown), CaseLine.text(shown, out.sentences()));
        }
        return Exit.DONE;
    }
}
