package guichet.keystore.vault;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/// One connection to an encrypted database, set up as every one of ours has to be. Used by one thread at a time.
final class Session implements AutoCloseable {
    /// SQLCipher 4's.
    static final int PAGE_BYTES = 4096;
    private static final int BUSY_MILLIS = 10_000;
    private static final int OPEN_MODE = SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.OPEN_URI.flag;

    /// No `mmap_size`: above zero it breaks on an encrypted database.
    private static final List<String> SETTINGS = List.of("PRAGMA busy_timeout = " + BUSY_MILLIS,
            "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0",
            "PRAGMA temp_store = MEMORY", "PRAGMA secure_delete = ON", "PRAGMA foreign_keys = ON",
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
            // Every page that is not in memory any more is read, authenticated and decrypted again, and a page that a transaction had
            // to give up early is encrypted twice: a case of 500 and a batch of mail have to fit. In KiB, of which nothing is taken
            // before it is needed.
            "PRAGMA cache_size = -12000",
            // By [#checkpoint], which sees whether it went well. A log that starts anew is cut, so that its length tells what is in it.
            "PRAGMA wal_autocheckpoint = 0", "PRAGMA journal_size_limit = 0");

    private final Connection connection;
    private final StatementCache statements;
    private final WriteAheadLog log;
    private boolean readOnly;

    private Session(Connection connection, WriteAheadLog log) {
        this.connection = connection;
        this.statements = new StatementCache(connection);
        this.log = log;
    }

    /// Opens a database that is there; never makes one.
    ///
    /// @throws VaultException DAMAGED where the key doesn't fit or the file isn't a whole database; IO where its log can't be read
    static Session open(Path database, VaultKeys keys) throws VaultException {
        NativeDriver.load();
        WriteAheadLog log = new WriteAheadLog(database);
        log.requireReadable();
        Properties properties = new Properties();
        properties.setProperty("cipher", "sqlcipher");
        properties.setProperty("legacy", "4");
        properties.setProperty("key", keys.rawKey());
        properties.setProperty("open_mode", Integer.toString(OPEN_MODE));
        properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        Connection connection = null;
        boolean ready = false;
        try {
            connection = JDBC.createConnection(JDBC.PREFIX + uri(database), properties);
            for (String setting : SETTINGS) {
                execute(connection, setting);
            }
            ready = true;
            return new Session(connection, log);
        } catch (SQLException e) {
            throw Trouble.of(e);
        } finally {
            if (!ready && connection != null) {
                close(connection);
            }
        }
    }

    /// As SQLite reads a file name that may hold `?`, `%` or `#`.
    static String uri(Path database) {
        return database.toAbsolutePath().toUri().toString();
    }

    /// From now on every attempt to write fails.
    Session readOnly() throws VaultException {
        run("PRAGMA query_only = ON");
        readOnly = true;
        return this;
    }

    /// One statement or several, without values.
    void run(String sql) throws VaultException {
        try {
            execute(connection, sql);
        } catch (SQLException e) {
            throw Trouble.of(e);
        }
    }

    /// The one number that a PRAGMA gives.
    long number(String pragma) throws VaultException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(pragma)) {
            return result.getLong(1);
        } catch (SQLException e) {
            throw Trouble.of(e);
        }
    }

    /// A copy of the committed state, encrypted with other keys, in a file that is there and empty.
    void copyInto(Path database, VaultKeys keys) throws VaultException {
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1,
                    uri(database) + "?cipher=sqlcipher&legacy=4&key=" + keys.rawKey().replace("'", "%27"));
            statement.execute();
        } catch (SQLException e) {
            throw Trouble.of(e);
        }
    }

    StatementCache statements() {
        return statements;
    }

    <T> T inSnapshot(Work<T> work) throws VaultException {
        log.requireNotKept();
        run("BEGIN DEFERRED");
        try (OpenTx tx = new OpenTx(statements)) {
            return whole(work, tx);
        } finally {
            rollBack();
        }
    }

    /// Alone among all writers; durable on return.
    <T> T alone(Work<T> work) throws VaultException {
        log.requireNotKept();
        run("BEGIN IMMEDIATE");
        boolean committed = false;
        try (OpenTx tx = new OpenTx(statements)) {
            T result = whole(work, tx);
            run("COMMIT");
            committed = true;
            return result;
        } finally {
            if (committed) {
                moveFullLog();
            } else {
                rollBack();
            }
        }
    }

    /// @return only where all that the work asked for could be read
    private static <T> T whole(Work<T> work, OpenTx tx) throws VaultException {
        boolean bug = true;
        try {
            T result = work.run(tx);
            bug = false;
            requireAllRead(tx);
            return result;
        } catch (RuntimeException e) {
            if (bug) {
                // Whoever met half of a row is not to blame for it.
                requireAllRead(tx);
            }
            throw e;
        }
    }

    /// A page that the driver could not read, or that is not authentic, does not always end the statement that met it: that one may answer with fewer rows, or
    /// none. Every statement after it fails, whichever page it wants.
    private static void requireAllRead(Tx tx) throws VaultException {
        tx.one("SELECT 1 FROM sqlite_schema LIMIT 1", _ -> true);
    }

    /// Brings what the log holds into the database, but for what somebody still reads elsewhere. SQLite doesn't tell where it couldn't read the log, but
    /// its next statement on the same connection fails then.
    ///
    /// @throws VaultException LOG_KEPT where what was moved is not what the log holds: nothing is lost, and this process works on this database no more;
    /// another kind where SQLite itself stopped: nothing changed
    void checkpoint() throws VaultException {
        log.requireNotKept();
        requireOfLog(log::requireReadable);
        number("PRAGMA wal_checkpoint(PASSIVE)");
        requireOfLog(() -> number("PRAGMA schema_version"));
    }

    @FunctionalInterface
    private interface Requirement {
        void check() throws VaultException;
    }

    private void requireOfLog(Requirement requirement) throws VaultException {
        try {
            requirement.check();
        } catch (VaultException e) {
            log.keep();
            throw new VaultException(VaultException.Kind.LOG_KEPT, e.code());
        }
    }

    /// What was committed is durable in the log, whether this succeeds or not: where it must be kept, whoever comes next is told.
    private void moveFullLog() {
        try {
            if (log.isFull()) {
                checkpoint();
            }
        } catch (VaultException _) {
            // The log is there and whole.
        }
    }

    /// SQLite rolls back by itself after some failures (a full disk, say), and then answers SQLITE_ERROR.
    private void rollBack() throws VaultException {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            if (e.getErrorCode() != SQLiteErrorCode.SQLITE_ERROR.code) {
                throw Trouble.of(e);
            }
        }
    }

    /// @throws VaultException LOG_KEPT as for [#checkpoint]: the connection then stays open, or SQLite would delete the log
    @Override
    public void close() throws VaultException {
        if (!readOnly) {
            try {
                checkpoint();
            } catch (VaultException e) {
                if (e.kind() == VaultException.Kind.LOG_KEPT) {
                    throw e;
                }
                // No room in the database, say: SQLite leaves the log where it is.
            }
        }
        closeAsItIs();
    }

    /// For a database that could not be trusted: we change nothing of it.
    void closeAsItIs() throws VaultException {
        statements.close();
        try {
            connection.close();
        } catch (SQLException e) {
            throw Trouble.of(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // It never was usable, and why is being thrown already.
        }
    }
}
