package guichet.keystore.vault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// An open vault. Any thread may use it; one writer at a time works in this process, and SQLite orders processes.
///
/// A transaction never starts inside another one of the same vault and thread: [IllegalStateException].
public final class Vault implements AutoCloseable {
    /// The vault whose transaction this thread is in.
    private static final ScopedValue<Vault> INSIDE = ScopedValue.newInstance();

    private final VaultFolder folder;
    private final HeaderWatch watch;
    private final Slots slots;
    private final BackupMaking backups;
    private final ReentrantLock writing = new ReentrantLock(true);
    /// Replaced under the lock, when the vault is re-keyed.
    private volatile Database database;
    private volatile boolean closed;
    private long changes;
    private long lastVersion;
    private long lastDatabase;

    Vault(VaultFolder folder, Database database, SecureRandom random, Steps steps) {
        HeaderFile file = new HeaderFile(folder, steps);
        this.folder = folder;
        this.watch = new HeaderWatch(folder, file);
        this.slots = new Slots(folder, file, random, steps);
        this.backups = new BackupMaking(folder, random);
        this.database = database;
    }

    /// Makes a vault in a folder that is empty or not there yet. Cut off at any moment, it leaves a vault or none.
    ///
    /// @param schemas of every module that will use it, in the order in which their tables are made
    /// @param first what is written with the first slot: whose it is
    public static Created create(Path folder, NewPassphrase passphrase, List<Schema> schemas, SlotWork first)
            throws VaultException {
        return new Founding(new VaultFolder(folder), new SecureRandom(), Steps.IGNORED).found(passphrase, schemas,
                first);
    }

    /// Opens a vault and brings its tables to this program's version. A header or a database that can't be trusted is
    /// never written to.
    public static Unlock open(Path folder, Credential credential, List<Schema> schemas) throws VaultException {
        return new Opening(new VaultFolder(folder), schemas, new SecureRandom(), Steps.IGNORED).open(credential);
    }

    /// Runs on one consistent snapshot; an attempt to write fails.
    public <T> T read(Work<T> work) throws VaultException {
        requireOutside();
        while (true) {
            Database now = holding();
            try {
                return within(() -> now.read(work));
            } catch (VaultException e) {
                if (e.kind() != VaultException.Kind.CLOSED || now == database || closed) {
                    throw e;
                }
                // Re-keyed between the two lines above, by this very vault: the work had not begun.
            }
        }
    }

    /// Runs alone among all writers of all processes. On return it is durable; on any throw nothing of it was kept.
    public <T> T write(Work<T> work) throws VaultException {
        return exclusively(now -> now.writer().alone(tx -> {
            watch.require(now.number());
            return work.run(tx);
        }));
    }

    /// Brings what was deleted out of the write-ahead log too: its pages go into the file, where deleted ones are zeros, and the log is
    /// emptied. Waits for those who read, here and for some seconds elsewhere.
    ///
    /// @return false where a reader of another process kept it: to be tried again
    public boolean emptyLog() throws VaultException {
        return exclusively(Database::emptyLog);
    }

    /// Copies the vault of one moment into one encrypted file, which opens with the passphrases and the recovery key of that moment; others
    /// go on reading and writing meanwhile.
    ///
    /// @param file   not there yet; under this name there is a whole backup or nothing
    /// @param note   written into the copy alone
    /// @param memory a folder for reading it back: encrypted as it is, best in memory all the same
    /// @param check  runs on what was read back from the finished file, page by page
    /// @throws VaultException CONFLICT where something has that name
    public <T> T backup(Path file, Work<?> note, Path memory, Work<T> check) throws VaultException {
        requireOutside();
        Database now = holding();
        T checked = backups.make(now, tx -> slots.current(now, watch, tx).slots(), file, note, memory, check);
        watch.require(now.number());
        return checked;
    }

    /// Makes a vault again of a backup, in a folder that is empty or not there. It is as it was then: what must not come back has to be
    /// dealt with before anybody works in it.
    public static Restored restore(Path backup, Path folder) throws VaultException {
        return new Restoring(new VaultFolder(folder)).restore(backup);
    }

    /// A number that differs once any process, this one too, has committed something. It means nothing to another run.
    public synchronized long changes() throws VaultException {
        Database now = holding();
        long version = now.dataVersion();
        if (version != lastVersion || now.number() != lastDatabase) {
            lastVersion = version;
            lastDatabase = now.number();
            changes++;
        }
        return changes;
    }

    /// What a full check of every page, index and reference finds; takes seconds on a large vault.
    public Soundness check() throws VaultException {
        try {
            return read(Soundness::of);
        } catch (VaultException e) {
            if (e.kind() == VaultException.Kind.DAMAGED) {
                return Soundness.BROKEN;
            }
            throw e;
        }
    }

    /// Where it lies.
    public Path folder() {
        return folder.path();
    }

    /// The slots that hold, the recovery key's among them.
    public Set<SlotId> slots() throws VaultException {
        return read(SlotTable::all);
    }

    /// A further slot.
    ///
    /// @param owner written in the same transaction: whose it is
    public SlotSet addSlot(NewPassphrase passphrase, SlotWork owner) throws VaultException {
        return exclusively(now -> slots.add(now, watch, passphrase, owner));
    }

    /// Another passphrase for a slot. The old one still opens copies made of the folder before: where it has become
    /// known to somebody, [#rekey] instead.
    public SlotSet changePassphrase(SlotId slot, NewPassphrase passphrase) throws VaultException {
        return exclusively(now -> slots.change(now, watch, slot, passphrase));
    }

    /// A new recovery key; the one before opens the vault no more. The caller closes it.
    public RecoveryKey newRecoveryKey() throws VaultException {
        return exclusively(now -> slots.newRecoveryKey(now, watch));
    }

    /// Another passphrase for a slot, and another key for the whole database: for a passphrase that became known. Other
    /// processes find the vault [VaultException.Kind#CLOSED] and open it again.
    public SlotSet rekey(SlotId slot, NewPassphrase passphrase) throws VaultException {
        return exclusively(now -> slots.rekey(now, watch, slot, passphrase, this::moveTo));
    }

    /// Takes a slot away and encrypts the whole database with another key.
    ///
    /// @param farewell written in the new database, together with the slot's end
    public void rekeyWithout(SlotId slot, Work<?> farewell) throws VaultException {
        exclusively(now -> slots.rekeyWithout(now, watch, slot, farewell, this::moveTo));
    }

    /// Closes every connection and wipes the keys; work that runs ends first. A second time does nothing.
    @Override
    public void close() throws VaultException {
        requireOutside();
        writing.lock();
        try {
            if (!closed) {
                closed = true;
                database.close();
            }
        } finally {
            writing.unlock();
        }
    }

    /// What an opening leaves undone where the vault is busy: databases and slots of a change that was cut off.
    void tidy() throws VaultException {
        exclusively(now -> slots.tidy(now, watch));
    }

    @FunctionalInterface
    private interface Exclusive<T> {
        T run(Database now) throws VaultException;
    }

    private <T> T exclusively(Exclusive<T> work) throws VaultException {
        requireOutside();
        writing.lock();
        try {
            Database now = database;
            requireOpen();
            try {
                return within(() -> work.run(now));
            } finally {
                if (database != now) {
                    now.close();
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /// The database that the header names.
    private Database holding() throws VaultException {
        Database now = database;
        requireOpen();
        try {
            watch.require(now.number());
            return now;
        } catch (VaultException e) {
            return afterRekeying(now, e);
        }
    }

    /// The header may name a database that this vault is just about to move to: then wait for it.
    private Database afterRekeying(Database before, VaultException e) throws VaultException {
        writing.lock();
        try {
            if (database == before) {
                throw e;
            }
            return database;
        } finally {
            writing.unlock();
        }
    }

    private void moveTo(Database next) {
        database = next;
    }

    private <T> T within(ScopedValue.CallableOp<T, VaultException> work) throws VaultException {
        return ScopedValue.where(INSIDE, this).call(work);
    }

    private void requireOutside() {
        if (INSIDE.isBound() && INSIDE.get() == this) {
            throw new IllegalStateException("a transaction inside a transaction");
        }
    }

    private void requireOpen() throws VaultException {
        if (closed) {
            throw new VaultException(VaultException.Kind.CLOSED, "locked");
        }
    }
}
