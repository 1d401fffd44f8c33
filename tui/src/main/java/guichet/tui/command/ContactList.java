package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class ContactList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        vault.vault().read(tx -> vault.contacts().list(tx)).forEach(contact -> ContactGroup.show(contact, out));
        return Exit.DONE;
    }
}
