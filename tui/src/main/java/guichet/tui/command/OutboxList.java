package guichet.tui.command;

import guichet.inbox.gate.OutboxRow;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class OutboxList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (OutboxRow row : vault.vault().read(tx -> vault.outbox().list(tx))) {
            out.content(OutboxGroup.json(row), OutboxGroup.text(row, vault, out.sentences()));
        }
        return Exit.DONE;
    }
}
