package guichet.tui.command;

import guichet.keystore.SignalIdentity;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify")
final class SignalVerify implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Option(names = "--safety-number", required = true, paramLabel = "DIGITS")
    String number = "";

    @Option(names = "--how", required = true, paramLabel = "TEXT")
    String how = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        SignalIdentity now = Steps.write(vault, tx -> {
            SignalIdentity identity = Find.onSignal(vault, tx, who);
            return SignalDecision.done(vault.signal().decisions().verify(tx, identity.id(),
                    SignalDecision.lookedAt(identity, number), how, SignalDecision.by(vault)), who);
        });
        SignalLine.show(vault, now, out);
        return Exit.DONE;
    }
}
