package guichet.tui.command;

import guichet.keystore.Contact;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list")
final class ContactList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        List<ContactGroup.Known> all = vault.vault().read(tx -> {
            List<ContactGroup.Known> found = new ArrayList<>();
            for (Contact contact : vault.contacts().list(tx)) {
                found.add(ContactGroup.Known.of(vault, tx, contact));
            }
            return found;
        });
        all.forEach(contact -> ContactGroup.show(contact, out));
        return Exit.DONE;
    }
}
