package guichet.tui.command;

import guichet.keystore.SignalIdentity;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "distrust")
final class SignalDistrust implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT")
    String reason = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        SignalIdentity now = Steps.write(vault,
                tx -> SignalDecision.done(vault.signal().decisions().distrust(tx,
                        Find.onSignal(vault, tx, who).id(), reason, SignalDecision.by(vault)), who));
        SignalLine.show(vault, now, out);
        return Exit.DONE;
    }
}
