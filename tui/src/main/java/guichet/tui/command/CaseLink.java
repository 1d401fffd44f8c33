package guichet.tui.command;

import guichet.inbox.Case;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says that a contact belongs to a case: what they sign files itself there.
@Command(name = "link")
final class CaseLink implements Action.InVault {
    @Parameters(index = "0", paramLabel = "ID")
    String id = "";

    @Parameters(index = "1", paramLabel = "CONTACT")
    String contact = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        CaseLine.changed(Steps.write(vault, tx -> {
            Case found = Find.caseOf(vault, tx, id);
            vault.cases().addContact(tx, found.id(), Find.contact(vault, tx, contact).id(), vault.actor(Via.COMMAND));
            return found;
        }), out);
        return Exit.DONE;
    }
}
