package guichet.keystore.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// SQLite's log beside one database file, looked after so that nothing of it is dropped unread.
///
/// The driver's SQLite3MC takes a failed read of the log for a success (its pull request 272, which no driver in the registry has yet). What is
/// committed lies in the log alone until a checkpoint brings it into the database: such a read would then put what it did not read there, or let
/// a recovery end the log early, and the log would go. Hence the log is read to its end before SQLite is let near it, which also brings it into the
/// system's memory; [Session] looks after each checkpoint whether it went well; and a log whose checkpoint did not is kept, since the next process
/// that opens the database moves all of it once more.
final class WriteAheadLog {
    /// The bytes from which on a commit moves it into the database. One that changes often is then moved once.
    private static final long FULL = 16L << 20;

    /// SQLite deletes a log when the last connection closes, and moves it again only for a process that opens it anew: where one is to be kept, its
    /// connection stays open until this process ends, and nothing opens that database here any more.
    private static final Set<Path> KEPT = ConcurrentHashMap.newKeySet();

    private final Path database;
    private long next = FULL;

    WriteAheadLog(Path database) {
        this.database = database.toAbsolutePath();
    }

    /// @throws VaultException IO where a byte of it can't be read; LOG_KEPT where a checkpoint of this process failed. Nothing was changed
    void requireReadable() throws VaultException {
        requireNotKept();
        try (InputStream log = Files.newInputStream(file())) {
            log.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException _) {
            // Nothing is in the log.
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    void requireNotKept() throws VaultException {
        if (KEPT.contains(database)) {
            throw new VaultException(VaultException.Kind.LOG_KEPT, "in this process");
        }
    }

    /// Whether it is time to move it. Where somebody's snapshot keeps it from being moved, once more for each [#FULL] that it grows by.
    boolean isFull() {
        long bytes = file().toFile().length();
        if (bytes < FULL) {
            next = FULL;
        }
        boolean full = bytes >= next;
        if (full) {
            next = bytes + FULL;
        }
        return full;
    }

    /// Its connections must never be closed from now on.
    void keep() {
        KEPT.add(database);
    }

    private Path file() {
        return database.resolveSibling(database.getFileName() + "-wal");
    }
}
