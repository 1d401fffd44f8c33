package guichet.keystore.vault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The connections to one database file: one that writes, some that read, one that watches for changes.
final class Database implements AutoCloseable {
    private static final int READERS = 4;

    private final VaultFolder folder;
    private final long number;
    private final VaultKeys keys;
    private final Session writer;
    private final Semaphore permits = new Semaphore(READERS, true);
    private final Deque<Session> idle = new ArrayDeque<>();
    private @Nullable Session watcher;
    private boolean closed;

    private Database(VaultFolder folder, long number, VaultKeys keys, Session writer) {
        this.folder = folder;
        this.number = number;
        this.keys = keys;
        this.writer = writer;
    }

    /// @param keys taken over: closed with the database
    static Database open(VaultFolder folder, long number, VaultKeys keys) throws VaultException {
        return new Database(folder, number, keys, Session.open(folder.database(number), keys));
    }

    long number() {
        return number;
    }

    VaultKeys keys() {
        return keys;
    }

    /// For whoever holds the vault's write lock.
    Session writer() {
        return writer;
    }

    /// @throws VaultException CLOSED once closed
    <T> T read(Work<T> work) throws VaultException {
        permits.acquireUninterruptibly();
        try {
            Session session = borrow();
            try {
                return session.inSnapshot(work);
            } finally {
                giveBack(session);
            }
        } finally {
            permits.release();
        }
    }

    /// Differs once any other connection, of this process or another, has committed.
    synchronized long dataVersion() throws VaultException {
        requireOpen();
        if (watcher == null) {
            watcher = Session.open(folder.database(number), keys).readOnly();
        }
        return watcher.number("PRAGMA data_version");
    }

    /// Writes the log's pages into the file and empties the log. Waits for those who read here; the caller holds the write lock.
    ///
    /// @return false where a reader of another process kept something in the log
    boolean emptyLog() throws VaultException {
        permits.acquireUninterruptibly(READERS);
        try {
            requireOpen();
            writer.checkpoint();
            return writer.number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        } finally {
            permits.release(READERS);
        }
    }

    /// Waits for those who read. The caller holds the write lock.
    ///
    /// @throws VaultException LOG_KEPT as for [Session#checkpoint]
    @Override
    public void close() throws VaultException {
        close(Session::close);
    }

    /// Of what could not be trusted we change nothing.
    void closeAsItIs() throws VaultException {
        close(Session::closeAsItIs);
    }

    @FunctionalInterface
    private interface Closing {
        void of(Session writer) throws VaultException;
    }

    private void close(Closing closing) throws VaultException {
        synchronized (this) {
            closed = true;
        }
        permits.acquireUninterruptibly(READERS);
        try {
            closeAll(closing);
        } finally {
            permits.release(READERS);
            keys.close();
        }
    }

    private synchronized void closeAll(Closing closing) throws VaultException {
        for (Session session : idle) {
            session.close();
        }
        idle.clear();
        if (watcher != null) {
            watcher.close();
        }
        closing.of(writer);
    }

    private synchronized Session borrow() throws VaultException {
        requireOpen();
        Session session = idle.poll();
        return session != null ? session : Session.open(folder.database(number), keys).readOnly();
    }

    private synchronized void giveBack(Session session) {
        idle.push(session);
    }

    private void requireOpen() throws VaultException {
        if (closed) {
            throw new VaultException(VaultException.Kind.CLOSED, "closed");
        }
    }
}
