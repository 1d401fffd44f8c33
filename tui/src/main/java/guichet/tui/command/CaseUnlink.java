package guichet.tui.command;

import guichet.inbox.Case;
import guichet.inbox.journal.Via;
import guichet.keystore.ContactId;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "unlink")
final class CaseUnlink implements Action.InVault {
    @Parameters(index = "0", paramLabel = "ID")
    String id = "";

    @Parameters(index = "1", paramLabel = "CONTACT")
    String contact = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        CaseLine.changed(Steps.write(vault, tx -> {
            Case found = Find.caseOf(vault, tx, id);
            ContactId leaving = Find.contact(vault, tx, contact).id();
            vault.cases().removeContact(tx, found.id(), leaving, vault.actor(Via.COMMAND));
            return found;
        }), out);
        return Exit.DONE;
    }
}
