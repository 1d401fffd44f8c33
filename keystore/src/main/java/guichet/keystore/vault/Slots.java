package guichet.keystore.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Changes of the slots. Each happens inside a transaction of the database, whose write lock keeps every other process
/// from changing the header at the same time. The database lists the slots that hold; a slot that only the header has
/// was being added when something cut the work off, and opens nothing.
final class Slots {
    private final VaultFolder folder;
    private final HeaderFile file;
    private final SecureRandom random;
    private final Steps steps;

    Slots(VaultFolder folder, HeaderFile file, SecureRandom random, Steps steps) {
        this.folder = folder;
        this.file = file;
        this.random = random;
        this.steps = steps;
    }

    /// Whether files lie here that a change left which was cut off.
    static boolean isUntidy(VaultFolder folder, Header header) throws VaultException {
        try {
            return Files.exists(folder.nextHeader()) || !folder.databasesExcept(header.database()).isEmpty();
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    SlotSet add(Database database, HeaderWatch watch, NewPassphrase passphrase, SlotWork owner) throws VaultException {
        SlotId id = SlotId.random(random);
        boolean[] written = {false};
        try {
            SlotSet set = database.writer().alone(tx -> {
                Header header = current(database, watch, tx);
                if (opens(header.slots(), passphrase)) {
                    return new SlotSet.Taken();
                }
                SlotTable.add(tx, id, SlotTable.Kind.PASSPHRASE);
                owner.run(tx, id);
                List<Slot> slots = new ArrayList<>(header.slots());
                slots.add(Slot.make(id, Lock.of(passphrase, random), database.keys(), random));
                write(new Header(header.database(), slots), database.keys());
                written[0] = true;
                return new SlotSet.Done(id);
            });
            steps.reached(Step.COMMITTED);
            return set;
        } finally {
            if (written[0]) {
                // The commit itself may have failed, on a full disk: then the header has a slot too many.
                database.writer().alone(tx -> {
                    dropUnknown(database, watch, tx);
                    return id;
                });
            }
        }
    }

    SlotSet change(Database database, HeaderWatch watch, SlotId slot, NewPassphrase passphrase) throws VaultException {
        return database.writer().alone(tx -> {
            Header header = current(database, watch, tx);
            if (opens(others(header, slot), passphrase)) {
                return new SlotSet.Taken();
            }
            Slot changed = Slot.make(slot, Lock.of(passphrase, random), database.keys(), random);
            write(replaced(header, slot, changed), database.keys());
            return new SlotSet.Done(slot);
        });
    }

    RecoveryKey newRecoveryKey(Database database, HeaderWatch watch) throws VaultException {
        RecoveryKey key = RecoveryKey.random(random);
        boolean done = false;
        try {
            database.writer().alone(tx -> {
                Header header = current(database, watch, tx);
                SlotId slot = header.slots().stream().filter(Slot::isRecovery).map(Slot::id).findAny()
                        .orElseThrow(() -> new IllegalStateException("a vault without a recovery slot"));
                write(replaced(header, slot, Slot.make(slot, Lock.of(key, random), database.keys(), random)),
                        database.keys());
                return slot;
            });
            done = true;
            return key;
        } finally {
            if (!done) {
                key.close();
            }
        }
    }

    SlotSet rekey(Database database, HeaderWatch watch, SlotId slot, NewPassphrase passphrase, Consumer<Database> move)
            throws VaultException {
        return database.writer().alone(tx -> {
            Header header = current(database, watch, tx);
            if (opens(others(header, slot), passphrase)) {
                return new SlotSet.Taken();
            }
            Slot changed = Slot.make(slot, Lock.of(passphrase, random), database.keys(), random);
            rekeying().run(database, replaced(header, slot, changed), _ -> slot, move);
            return new SlotSet.Done(slot);
        });
    }

    SlotId rekeyWithout(Database database, HeaderWatch watch, SlotId slot, Work<?> farewell, Consumer<Database> move)
            throws VaultException {
        return database.writer().alone(tx -> {
            Header header = current(database, watch, tx);
            requireThere(header, slot);
            if (header.slots().stream().anyMatch(known -> known.isRecovery() && known.id().equals(slot))) {
                throw new IllegalArgumentException("a vault always has a recovery key");
            }
            rekeying().run(database, new Header(header.database(), others(header, slot)), copy -> {
                farewell.run(copy);
                SlotTable.remove(copy, slot);
                return slot;
            }, move);
            return slot;
        });
    }

    SlotId tidy(Database database, HeaderWatch watch) throws VaultException {
        return database.writer().alone(tx -> {
            Header header = dropUnknown(database, watch, tx);
            try {
                Files.deleteIfExists(folder.nextHeader());
                for (long number : folder.databasesExcept(header.database())) {
                    folder.removeDatabase(number);
                }
            } catch (IOException e) {
                throw Trouble.of(e);
            }
            return header.slots().getFirst().id();
        });
    }

    private Rekeying rekeying() {
        return new Rekeying(folder, file, random, steps);
    }

    private Header dropUnknown(Database database, HeaderWatch watch, Tx tx) throws VaultException {
        Header onDisk = verified(database, watch);
        Header header = current(database, watch, tx);
        if (header.slots().size() < onDisk.slots().size()) {
            write(header, database.keys());
        }
        return header;
    }

    /// The slots that hold, of the header that is on the disk now.
    Header current(Database database, HeaderWatch watch, Tx tx) throws VaultException {
        Header header = verified(database, watch);
        Set<SlotId> known = SlotTable.all(tx);
        return new Header(header.database(),
                header.slots().stream().filter(slot -> known.contains(slot.id())).toList());
    }

    private Header verified(Database database, HeaderWatch watch) throws VaultException {
        watch.require(database.number());
        try {
            Optional<byte[]> raw = file.read();
            if (raw.isPresent() && Header.read(raw.get()) instanceof Header.Reading.Alleged alleged
                    && alleged.madeWith(database.keys())) {
                return alleged.header();
            }
            throw new VaultException(VaultException.Kind.DAMAGED, "header");
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private void write(Header header, VaultKeys keys) throws VaultException {
        file.write(header.bytes(keys));
    }

    private static boolean opens(List<Slot> slots, NewPassphrase passphrase) throws VaultException {
        for (Slot slot : slots) {
            switch (slot.open(new Credential.Passphrase(passphrase.secret()))) {
                case Slot.Attempt.Refused _ -> {
                    // As it should be.
                }
                case Slot.Attempt.Altered _ -> {
                    return true;
                }
                case Slot.Attempt.Opened opened -> {
                    opened.keys().close();
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Slot> others(Header header, SlotId slot) {
        return header.slots().stream().filter(other -> !other.id().equals(slot)).toList();
    }

    private static Header replaced(Header header, SlotId slot, Slot changed) {
        requireThere(header, slot);
        UnaryOperator<Slot> swap = old -> old.id().equals(slot) ? changed : old;
        return new Header(header.database(), header.slots().stream().map(swap).toList());
    }

    private static void requireThere(Header header, SlotId slot) {
        if (!header.ids().contains(slot)) {
            throw new IllegalArgumentException("no such slot");
        }
    }
}
