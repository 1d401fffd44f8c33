package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.keystore.SignalIdentity;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "unlink")
final class SignalUnlink implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        SignalIdentity now = Steps.write(vault, tx -> {
            SignalIdentity identity = Find.onSignal(vault, tx, who);
            vault.signal().decisions().unlink(tx, identity.id(), vault.actor(Via.COMMAND));
            return vault.signal().identities().find(tx, identity.id()).orElse(identity);
        });
        SignalLine.show(vault, now, out);
        return Exit.DONE;
    }
}
