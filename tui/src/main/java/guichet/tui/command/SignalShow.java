package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show")
final class SignalShow implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        SignalLine.show(vault, Steps.read(vault, tx -> Find.onSignal(vault, tx, who)), out);
        return Exit.DONE;
    }
}
