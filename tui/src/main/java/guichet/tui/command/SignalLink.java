package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.keystore.SignalIdentity;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says who somebody on Signal is; no trust comes by it.
@Command(name = "link")
final class SignalLink implements Action.InVault {
    @Parameters(index = "0", paramLabel = "WHO")
    String who = "";

    @Parameters(index = "1", paramLabel = "CONTACT")
    String contact = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        SignalIdentity now = Steps.write(vault, tx -> {
            SignalIdentity identity = Find.onSignal(vault, tx, who);
            vault.signal().decisions().link(tx, identity.id(), Find.contact(vault, tx, contact).id(),
                    vault.actor(Via.COMMAND));
            return Find.onSignal(vault, tx, who);
        });
        SignalLine.show(vault, now, out);
        return Exit.DONE;
    }
}
