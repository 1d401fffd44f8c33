package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show")
final class ContactShow implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        ContactGroup.show(Steps.read(vault, tx -> ContactGroup.Known.of(vault, tx, Find.contact(vault, tx, who))), out);
        return Exit.DONE;
    }
}
