package guichet.inbox.endings;

import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalAudit;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalHead;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes backups of a vault and knows which there are. Any thread.
public final class Backups {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Vault vault;
    private final Journal journal;
    private final JournalAudit audit;
    private final Clock clock;

    public Backups(Vault vault, Journal journal, JournalAudit audit, Clock clock) {
        this.vault = vault;
        this.journal = journal;
        this.audit = audit;
        this.clock = clock;
    }

    /// Copies the vault into one encrypted file while others use it. The entry about it, and the journal's head, are in it.
    ///
    /// @param file not there yet
    /// @param keep how long until it shall be deleted
    /// @throws VaultException CONFLICT where something has that name
    public Made make(Path file, Duration keep, Actor by) throws VaultException, IOException {
        long id = begin(file, keep, by);
        Backup.Checked checked = copy(file, id, by, this::check);
        return finished(id, checked, Optional.empty());
    }

    /// As [#make], and every row of what was read back is compared with the vault's. Reads the whole vault three times.
    public Made makeCompared(Path file, Duration keep, Actor by) throws VaultException, IOException {
        record Read(Backup.Checked checked, TableRows rows) {
        }
        long id = begin(file, keep, by);
        TableRows before = vault.read(TableRows::of);
        Read read = copy(file, id, by, tx -> new Read(checkWithArchives(tx), TableRows.of(tx)));
        TableRows after = vault.read(TableRows::of);
        return finished(id, read.checked(), Optional.of(new Backup.Compared(read.rows().count(),
                TableRows.changed(read.rows(), after), TableRows.differences(before, read.rows(), after))));
    }

    private long begin(Path file, Duration keep, Actor by) throws VaultException {
        Instant now = clock.instant();
        return vault.write(tx -> {
            journal.append(tx, JournalKind.BACKUP_MADE, Payload.by(by));
            JournalHead head = journal.head(tx);
            return tx.insert("""
                    INSERT INTO backup (file, made, until, entry, head, state) VALUES (?, ?, ?, ?, ?, 'BEGUN')""",
                    absolute(file).toString(), now, now.plus(keep), head.entries(), head.hex());
        });
    }

    private <T> T copy(Path file, long id, Actor by, Work<T> check) throws VaultException, IOException {
        Path where = absolute(file);
        boolean done = false;
        try {
            T checked = vault.backup(where, tx -> withArchives(tx, id), memory(where), check);
            done = true;
            return checked;
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        } finally {
            if (!done) {
                vault.write(tx -> journal.append(tx, JournalKind.BACKUP_MADE, Payload.by(by).saying("not done")));
            }
        }
    }

    private Made finished(long id, Backup.Checked checked, Optional<Backup.Compared> compared) throws VaultException {
        vault.write(tx -> made(tx, id));
        return new Made(vault.read(tx -> find(tx, id)).orElseThrow(), checked, compared);
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /// A backup, and what was found on reading it back.
    ///
    /// @param compared empty where nobody asked for it
    public record Made(Backup backup, Backup.Checked checked, Optional<Backup.Compared> compared) {
        /// Whether it can be relied on.
        public boolean isSound() {
            return checked.sound() && compared.map(found -> found.damage().isEmpty()).orElse(true);
        }
    }

    /// The newest first; of those that were deleted, or never came to their end, none.
    public List<Backup> list(Tx tx) throws VaultException {
        return tx.list(SELECT + "WHERE state = 'MADE' ORDER BY id DESC", Backups::row);
    }

    /// Those whose day is over.
    public List<Backup> due(Tx tx) throws VaultException {
        return tx.list(SELECT + "WHERE state = 'MADE' AND until <= ? ORDER BY id", Backups::row, clock.instant());
    }

    /// When the last one was made.
    public Optional<Instant> last(Tx tx) throws VaultException {
        return list(tx).stream().map(Backup::made).findFirst();
    }

    /// Deletes a backup's file where it lies, and from the list; journalled. One that lies elsewhere by now is a person's to delete.
    ///
    /// @return whether the file was there
    public boolean delete(Backup backup, Actor by) throws VaultException, IOException {
        boolean there = Files.deleteIfExists(backup.file());
        vault.write(tx -> {
            tx.update("UPDATE backup SET state = 'DELETED' WHERE id = ?", backup.id());
            return journal.append(tx, JournalKind.BACKUP_DELETED, Payload.by(by));
        });
        return there;
    }

    private Backup.Checked check(Tx tx) throws VaultException {
        boolean whole = tx.list("PRAGMA integrity_check", row -> row.text("integrity_check")).equals(List.of("ok"))
                && tx.list("PRAGMA foreign_key_check", row -> row.text("table")).isEmpty();
        JournalAudit.Result result = audit.verify(tx, Optional.empty());
        return new Backup.Checked(whole && result.intact(), result.head(), count(tx, "inbox_case"),
                count(tx, "message"));
    }

    /// As [#check], and the intermediate archives in it are the files that the vault has.
    private Backup.Checked checkWithArchives(Tx tx) throws VaultException {
        Backup.Checked checked = check(tx);
        return new Backup.Checked(checked.sound() && ArchiveFiles.areWhole(tx), checked.head(), checked.cases(),
                checked.messages());
    }

    private static long count(Tx tx, String table) throws VaultException {
        return tx.one("SELECT count(*) AS n FROM " + table, row -> row.number("n")).orElseThrow();
    }

    private static int made(Tx tx, long id) throws VaultException {
        return tx.update("UPDATE backup SET state = 'MADE' WHERE id = ?", id);
    }

    private int withArchives(Tx copy, long id) throws VaultException {
        try {
            new ArchiveFiles(vault.folder()).copyInto(copy);
            return made(copy, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Backup> find(Tx tx, long id) throws VaultException {
        return tx.one(SELECT + "WHERE id = ?", Backups::row, id);
    }

    private static final String SELECT = "SELECT id, file, made, until, entry, head, state FROM backup ";

    private static Backup row(Row row) throws VaultException {
        return new Backup(row.number("id"), Path.of(row.text("file")), row.time("made"), row.time("until"),
                row.number("entry"), row.text("head"), Backup.State.valueOf(row.text("state")));
    }

    private static Path memory(Path beside) {
        return Files.isWritable(MEMORY) ? MEMORY : beside.resolveSibling("");
    }
}
