package guichet.tui.command;

import guichet.keystore.SignalIdentity;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class SignalList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (SignalIdentity identity : vault.vault().read(vault.signal().identities()::list)) {
            SignalLine.show(vault, identity, out);
        }
        return Exit.DONE;
    }
}
