package guichet.tui.command;

import guichet.keystore.SignalDecided;
import guichet.keystore.SignalIdentity;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Names the safety number that was looked at, so that another one that turns up meanwhile is not taken for it.
@Command(name = "accept")
final class SignalAccept implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Option(names = "--safety-number", paramLabel = "DIGITS")
    Optional<String> number = Optional.empty();

    @Option(names = "--first")
    boolean first;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        if (first == number.isPresent()) {
            throw new Failure(Exit.USAGE, "name-safety-number");
        }
        SignalIdentity now = Steps.write(vault, tx -> {
            SignalIdentity identity = Find.onSignal(vault, tx, who);
            SignalDecided decided = first
                    ? vault.signal().decisions().acceptFirst(tx, identity.id(), SignalDecision.by(vault))
                    : vault.signal().decisions().accept(tx, identity.id(),
                            SignalDecision.lookedAt(identity, number.orElse("")), SignalDecision.by(vault));
            return SignalDecision.done(decided, who);
        });
        SignalLine.show(vault, now, out);
        return Exit.DONE;
    }
}
