package guichet.keystore.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// An open vault. Any thread may use it; one writer at a time works in this process, and SQLite orders processes.
public final class Vault implements AutoCloseable {
    private Vault() {
    }

    /// Makes a vault in a folder that is empty or not there yet.
    ///
    /// @param schemas of every module that will use it
    /// @param first what is written with the first slot: whose it is
    public static Created create(Path folder, NewPassphrase passphrase, List<Schema> schemas, SlotWork first)
            throws VaultException {
        return Unfinished.yet();
    }

    /// Opens a vault and brings its tables to this version's. A header or a database that can't be trusted is never
    /// written to.
    public static Unlock open(Path folder, Credential credential, List<Schema> schemas) throws VaultException {
        return Unfinished.yet();
    }

    /// Runs on one consistent snapshot; writes nothing.
    public <T> T read(Work<T> work) throws VaultException {
        return Unfinished.yet();
    }

    /// Runs alone among all writers of all processes. On return it is durable; on any throw nothing of it was kept.
    public <T> T write(Work<T> work) throws VaultException {
        return Unfinished.yet();
    }

    /// A number that differs once any process, this one too, has committed something.
    public long changes() throws VaultException {
        return Unfinished.yet();
    }

    /// Where it lies.
    public Path folder() {
        return Unfinished.yet();
    }

    /// The slots that hold, the recovery key's among them.
    public Set<SlotId> slots() throws VaultException {
        return Unfinished.yet();
    }

    /// A further slot.
    ///
    /// @param owner written in the same transaction
    public SlotSet addSlot(NewPassphrase passphrase, SlotWork owner) throws VaultException {
        return Unfinished.yet();
    }

    /// Another passphrase for a slot. The old one still opens copies made of the folder before: where it has become
    /// known to somebody, [#rekey] instead.
    public SlotSet changePassphrase(SlotId slot, NewPassphrase passphrase) throws VaultException {
        return Unfinished.yet();
    }

    /// A new recovery key; the one before opens the vault no more.
    public RecoveryKey newRecoveryKey() throws VaultException {
        return Unfinished.yet();
    }

    /// Another passphrase for a slot, and another key for the whole database: for a passphrase that became known. Other
    /// processes find the vault [VaultException.Kind#CLOSED] and open it again.
    public SlotSet rekey(SlotId slot, NewPassphrase passphrase) throws VaultException {
        return Unfinished.yet();
    }

    /// Takes a slot away and encrypts the whole database with another key.
    ///
    /// @param farewell written in the new database, together with the slot's end
    public void rekeyWithout(SlotId slot, Work<?> farewell) throws VaultException {
        Unfinished.yet();
    }

    /// Closes every connection and wipes the key; work that runs ends first.
    @Override
    public void close() {
        throw new UnsupportedOperationException("unfinished");
    }
}
