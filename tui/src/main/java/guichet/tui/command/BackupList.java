package guichet.tui.command;

import guichet.inbox.endings.Backup;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

/// The backups that Guichet knows of, newest first.
@Command(name = "list")
final class BackupList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (Backup one : vault.vault().read(vault.endings().backups()::list)) {
            boolean over = !one.until().isAfter(vault.clock().instant());
            out.answer(json(one).flag("due", over), out.sentences().tell(over ? "backup.over" : "backup.kept",
                    one.id(), one.file(), out.sentences().time(one.until(), vault.clock())));
        }
        return Exit.DONE;
    }

    static JsonLine json(Backup one) {
        return new JsonLine().put("id", Long.toString(one.id())).put("file", one.file().toString())
                .put("made", one.made()).put("until", one.until())
                .put("head", "guichet-journal-head " + one.entry() + " " + one.head());
    }
}
