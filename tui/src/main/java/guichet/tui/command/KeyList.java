package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class KeyList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        KeyLine.show(vault, vault.vault().read(tx -> KeyLine.all(vault, tx)), out);
        return Exit.DONE;
    }
}
