package guichet.keystore.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Opens a vault: header, slot, authentication of the header, database, versions, migrations; in that order, and nothing
/// is written before all of it was checked.
final class Opening {
    private static final int ATTEMPTS = 3;

    private final VaultFolder folder;
    private final VaultSchema schema;
    private final SecureRandom random;
    private final Steps steps;

    Opening(VaultFolder folder, List<Schema> schemas, SecureRandom random, Steps steps) {
        this.folder = folder;
        this.schema = new VaultSchema(schemas);
        this.random = random;
        this.steps = steps;
    }

    /// Another process may re-key the vault between the reading of the header and the opening of the database that it
    /// names: then once more, with the header that holds now.
    Unlock open(Credential credential) throws VaultException {
        Optional<byte[]> raw = read();
        for (int attempt = 1;; attempt++) {
            if (raw.isEmpty()) {
                return new Unlock.NoVault();
            }
            Outcome outcome = attempt(raw.get(), credential);
            if (outcome.isOpen() || attempt == ATTEMPTS) {
                return outcome.get();
            }
            Optional<byte[]> now = read();
            if (now.isPresent() && Arrays.equals(now.get(), raw.get())) {
                return outcome.get();
            }
            raw = now;
        }
    }

    private sealed interface Outcome {
        Unlock get() throws VaultException;

        default boolean isOpen() {
            return false;
        }
    }

    private record Ended(Unlock unlock) implements Outcome {
        @Override
        public Unlock get() {
            return unlock;
        }

        @Override
        public boolean isOpen() {
            return unlock instanceof Unlock.Opened;
        }
    }

    private record Failed(VaultException why) implements Outcome {
        @Override
        public Unlock get() throws VaultException {
            throw why;
        }
    }

    private Optional<byte[]> read() throws VaultException {
        try {
            return new HeaderFile(folder, steps).read();
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private Outcome attempt(byte[] raw, Credential credential) {
        try {
            return new Ended(switch (Header.read(raw)) {
                case Header.Reading.Bad _ -> new Unlock.Damaged(Damage.HEADER);
                case Header.Reading.Newer newer -> new Unlock.TooNew("header", newer.version());
                case Header.Reading.Alleged alleged -> slots(alleged, credential);
            });
        } catch (VaultException e) {
            return new Failed(e);
        }
    }

    private Unlock slots(Header.Reading.Alleged alleged, Credential credential) throws VaultException {
        for (Slot slot : alleged.header().slots()) {
            switch (slot.open(credential)) {
                case Slot.Attempt.Refused _ -> {
                    // Somebody else's.
                }
                case Slot.Attempt.Altered _ -> {
                    return new Unlock.Damaged(Damage.HEADER);
                }
                case Slot.Attempt.Opened opened -> {
                    if (!alleged.madeWith(opened.keys())) {
                        opened.keys().close();
                        return new Unlock.Damaged(Damage.HEADER);
                    }
                    return database(alleged.header(), slot.id(), opened.keys());
                }
            }
        }
        return new Unlock.NoSlotOpens();
    }

    private Unlock database(Header header, SlotId slot, VaultKeys keys) throws VaultException {
        if (!Files.exists(folder.database(header.database()))) {
            keys.close();
            return new Unlock.Damaged(Damage.DATABASE_MISSING);
        }
        Optional<Database> opened = Optional.empty();
        boolean kept = false;
        try {
            Database database = Database.open(folder, header.database(), keys);
            opened = Optional.of(database);
            Optional<Unlock> refused = refusal(database, slot);
            if (refused.isPresent()) {
                return refused.get();
            }
            Vault vault = new Vault(folder, database, random, steps);
            tidy(vault, header);
            kept = true;
            return new Unlock.Opened(vault, slot);
        } catch (VaultException e) {
            if (e.kind() == VaultException.Kind.DAMAGED) {
                return new Unlock.Damaged(
                        e.code().equals("SQLITE_NOTADB") ? Damage.DATABASE_FOREIGN : Damage.DATABASE_ALTERED);
            }
            throw e;
        } finally {
            if (!kept) {
                if (opened.isPresent()) {
                    opened.get().close();
                }
                keys.close();
            }
        }
    }

    /// Why a database that opens is not opened all the same; brings it to this program's version where all is well.
    private Optional<Unlock> refusal(Database database, SlotId slot) throws VaultException {
        record Found(Optional<Unlock> refused, Pending pending) {
        }
        Found found = database.writer().inSnapshot(tx -> {
            if (!VaultSchema.isThere(tx)) {
                return new Found(Optional.of(new Unlock.Damaged(Damage.DATABASE_FOREIGN)), Pending.NOTHING);
            }
            Optional<Unlock> newer = schema.newer(tx).map(Unlock.class::cast);
            if (newer.isPresent()) {
                return new Found(newer, Pending.NOTHING);
            }
            if (!Slots.known(tx).contains(slot)) {
                return new Found(Optional.of(new Unlock.NoSlotOpens()), Pending.NOTHING);
            }
            return new Found(Optional.empty(), schema.isOlder(tx) ? Pending.MIGRATION : Pending.NOTHING);
        });
        if (found.pending() == Pending.NOTHING) {
            return found.refused();
        }
        return database.writer().alone(tx -> {
            Optional<Unlock> newer = schema.newer(tx).map(Unlock.class::cast);
            if (newer.isEmpty()) {
                schema.migrate(database.writer(), tx);
            }
            return newer;
        });
    }

    private enum Pending {
        NOTHING, MIGRATION
    }

    /// Another process at work is no reason not to open: whoever opens next will tidy.
    private void tidy(Vault vault, Header header) throws VaultException {
        try {
            if (Slots.isUntidy(folder, header) || !vault.slots().equals(Slots.ids(header))) {
                vault.tidy();
            }
        } catch (VaultException e) {
            if (e.kind() != VaultException.Kind.BUSY) {
                throw e;
            }
        }
    }
}
