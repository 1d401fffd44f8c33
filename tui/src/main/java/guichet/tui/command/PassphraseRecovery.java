package guichet.tui.command;

import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.RecoveryKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "recovery")
final class PassphraseRecovery implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        try (RecoveryKey recovery = vault.vault().newRecoveryKey()) {
            vault.vault().write(tx -> vault.journal().append(tx, JournalKind.RECOVERY_KEY_MADE,
                    Payload.by(vault.actor(Via.COMMAND))));
            RecoveryText.show(recovery, new JsonLine(), out.sentences().tell("recovery.new"), out);
        }
        return Exit.DONE;
    }
}
