package guichet.tui.command;

import guichet.inbox.endings.Backups;
import guichet.inbox.journal.Via;
import guichet.keystore.Setting;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Copies the vault into one encrypted file, while others use it, and reads it back.
@Command(name = "backup", subcommands = {BackupRestore.class, BackupList.class, BackupDelete.class})
final class BackupCommand implements Action.InVault {
    @Option(names = "--to", paramLabel = "FILE")
    Optional<Path> to = Optional.empty();

    @Option(names = "--verify")
    boolean verify;

    @Option(names = "--keep-days", paramLabel = "DAYS")
    Optional<Integer> keepDays = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        Path file = to.orElseThrow(() -> new Failure(Exit.USAGE, "backup-needs-to"));
        if (Files.exists(file)) {
            throw new Failure(Exit.FAILED, "file-exists", file);
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new Failure(Exit.FAILED, "cannot-write", file);
        }
        int days = keepDays.isPresent()
                ? keepDays.get()
                : Integer.parseInt(vault.vault().read(tx -> vault.settings().get(tx, Setting.BACKUP_KEEP_DAYS)));
        if (days < 1) {
            throw new Failure(Exit.USAGE, "bad-rule");
        }
        Backups.Made made = vault.endings().backups().make(file, Duration.ofDays(days), vault.actor(Via.COMMAND));
        JsonLine json = BackupList.json(made.backup()).flag("verified", made.checked().sound())
                .put("cases", made.checked().cases()).put("messages", made.checked().messages());
        if (!made.checked().sound()) {
            out.answer(json, out.sentences().tell("backup.unsound", file));
            return Exit.ALTERED;
        }
        out.answer(json, out.sentences().tell(verify ? "backup.verified" : "backup.made", file,
                made.checked().cases(), made.checked().messages(),
                out.sentences().time(made.backup().until(), vault.clock())));
        return Exit.DONE;
    }
}
