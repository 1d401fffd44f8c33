package guichet.tui.command;

import guichet.inbox.endings.Backup;
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
import java.util.stream.Collectors;
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
        Backups backups = vault.endings().backups();
        Duration keep = Duration.ofDays(days);
        Backups.Made made = verify
                ? backups.makeCompared(file, keep, vault.actor(Via.COMMAND))
                : backups.make(file, keep, vault.actor(Via.COMMAND));
        return told(made, file, vault, out);
    }

    private static Exit told(Backups.Made made, Path file, Workspace vault, Output out) throws Failure {
        JsonLine json = BackupList.json(made.backup()).flag("verified", made.isSound())
                .put("cases", made.checked().cases()).put("messages", made.checked().messages());
        made.compared().ifPresent(found -> json.put("rows", found.rows()).put("since", found.since())
                .objects("differs", found.damage().stream().map(one -> new JsonLine().put("table", one.table())
                        .put("missing", one.missing()).put("foreign", one.foreign())).toList()));
        if (!made.isSound()) {
            String tables = made.compared().stream().flatMap(found -> found.damage().stream())
                    .map(Backup.Difference::table).collect(Collectors.joining(", "));
            out.answer(json, tables.isEmpty()
                    ? out.sentences().tell("backup.unsound", file)
                    : out.sentences().tell("backup.differs", file, tables));
            return Exit.ALTERED;
        }
        String until = out.sentences().time(made.backup().until(), vault.clock());
        out.answer(json, made.compared().isPresent()
                ? out.sentences().tell("backup.verified", file, made.checked().cases(), made.checked().messages(),
                        until,
                        made.compared().get().rows(), made.compared().get().since())
                : out.sentences().tell("backup.made", file, made.checked().cases(), made.checked().messages(), until));
        return Exit.DONE;
    }
}
