package guichet.tui.command;

import guichet.keystore.Contact;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "merge")
final class ContactMerge implements Action.InVault {
    @Parameters(index = "0", paramLabel = "INTO")
    String into = "";

    @Parameters(index = "1", paramLabel = "FROM")
    String from = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        ContactGroup.show(Steps.write(vault, tx -> {
            Contact kept = Find.contact(vault, tx, into);
            Contact gone = Find.contact(vault, tx, from);
            if (kept.id().equals(gone.id())) {
                throw new Failure(Exit.USAGE, "same-contact", into);
            }
            vault.cases().contactsMerge(tx, kept.id(), gone.id());
            return ContactGroup.Known.of(vault, tx,
                    ContactGroup.done(vault.contacts().merge(tx, kept.id(), gone.id()), into));
        }), out);
        return Exit.DONE;
    }
}
