package guichet.keystore.vault;

import org.sqlite.SQLiteJDBCLoader;

/// The native part of SQLite's driver: a library that comes with the program, or that the driver unpacks into the folder for temporary files.
final class NativeDriver {
    private NativeDriver() {
    }

    /// Loads it, once in a process; where that failed, the next call tries again. Before anything else of the driver is used, which would keep a failure
    /// in mind for as long as the process lasts. Any thread.
    ///
    /// @throws VaultException NO_DRIVER where the folder is full, not writable, or forbids programs; nothing of any vault was touched
    // What the driver declares is Exception, and what it throws is sometimes a RuntimeException.
    static void load() throws VaultException {
        boolean loaded = false;
        String why = "not loaded";
        try {
            loaded = SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            why = e.getClass().getSimpleName();
        }
        if (!loaded) {
            throw new VaultException(VaultException.Kind.NO_DRIVER, why);
        }
    }
}
