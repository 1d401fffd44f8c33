package guichet.keystore.vault;

import java.io.IOException;
import java.io.Serial;

/// The disk, another process or the vault's own state did not allow the work. Never carries content: no SQL, no value,
/// and not SQLite's message either, since that can quote what was searched for.
public final class VaultException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /// What happened, for the sentence that a person reads.
    public enum Kind {
        /** No room on the disk; nothing of the work was kept. */
        DISK_FULL,
        /** Another process held the vault for longer than we wait. */
        BUSY,
        /** A page, an index or the file itself was altered or cut, or the disk did not give it: the driver doesn't tell one from the other. */
        DAMAGED,
        /** The vault was locked, or re-keyed by another process: it has to be opened again. */
        CLOSED,
        /** Something must be unique, or must be there, and isn't. */
        CONFLICT,
        /** The native part of the database's driver can't be unpacked or loaded: the folder for temporary files doesn't allow it. */
        NO_DRIVER,
        /**
         * What was committed is whole in the write-ahead log and could not be brought into the database. Nothing is lost; another process has to open
         * it.
         */
        LOG_KEPT,
        /** Any other trouble with the disk. */
        IO
    }

    private final Kind kind;
    private final String code;

    /// @param code a result code of SQLite, or the name of an operation
    VaultException(Kind kind, String code) {
        super(kind + " (" + code + ")");
        this.kind = kind;
        this.code = code;
    }

    /// For files that belong to a vault and lie beside its database.
    public static VaultException ofDisk(IOException e) {
        return Trouble.of(e);
    }

    public Kind kind() {
        return kind;
    }

    String code() {
        return code;
    }
}
