package guichet.tui.command;

import guichet.inbox.endings.Backup;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Deletes a backup's file, and forgets it.
@Command(name = "delete")
final class BackupDelete implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        Backup one = vault.vault().read(vault.endings().backups()::list).stream()
                .filter(each -> Long.toString(each.id()).equals(id)).findFirst()
                .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-backup", id));
        boolean there = vault.endings().backups().delete(one, vault.actor(Via.COMMAND));
        out.answer(BackupList.json(one).flag("deleted", there),
                out.sentences().tell(there ? "backup.deleted" : "backup.not-there", one.file()));
        return Exit.DONE;
    }
}
