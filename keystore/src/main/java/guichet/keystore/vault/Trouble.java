package guichet.keystore.vault;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The one place where what the disk and SQLite say becomes a [VaultException].
final class Trouble {
    private static final String NO_ROOM = "No space left on device";
    private static final String QUOTA = "Disk quota exceeded";

    private Trouble() {
    }

    /// @throws IllegalStateException where SQLite says that we used it wrongly: a bug of ours
    static VaultException of(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite
                ? sqlite.getResultCode()
                : SQLiteErrorCode.getErrorCode(e.getErrorCode());
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(code.code & 0xff);
        return new VaultException(kind(primary, code), code.name());
    }

    static VaultException of(IOException e) {
        String why = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        boolean full = why != null && (why.contains(NO_ROOM) || why.contains(QUOTA));
        return new VaultException(full ? VaultException.Kind.DISK_FULL : VaultException.Kind.IO,
                e.getClass().getSimpleName());
    }

    /// Many codes mean much the same, and a new one of SQLite's is no reason to fall: hence a default.
    private static VaultException.Kind kind(SQLiteErrorCode primary, SQLiteErrorCode code) {
        return switch (primary) {
            case SQLITE_FULL -> VaultException.Kind.DISK_FULL;
            case SQLITE_BUSY, SQLITE_LOCKED -> VaultException.Kind.BUSY;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> VaultException.Kind.DAMAGED;
            case SQLITE_CONSTRAINT -> VaultException.Kind.CONFLICT;
            case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH, SQLITE_TOOBIG ->
                throw new IllegalStateException("our SQL is wrong: " + code.name());
            default -> VaultException.Kind.IO;
        };
    }
}
