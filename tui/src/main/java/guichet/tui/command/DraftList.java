package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class DraftList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        vault.vault().read(tx -> vault.drafts().list(tx))
                .forEach(saved -> out.content(DraftGroup.json(saved.id(), saved.draft()).put("saved", saved.saved()),
                        DraftGroup.text(saved.id(), saved.draft())));
        return Exit.DONE;
    }
}
