package guichet.keystore.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Optional<Damage> unfit = unfit(header.database());
        if (unfit.isPresent()) {
            keys.close();
            return new Unlock.Damaged(unfit.get());
        }
        Optional<Database> opened = Optional.empty();
        boolean kept = false;
        try {
            Database database = Database.open(folder, header.database(), keys);
            opened = Optional.of(database);
            Finding finding = database.writer().inSnapshot(tx -> examine(tx, header, slot));
            switch (finding) {
                case Finding.Refused refused -> {
                    return refused.why();
                }
                case Finding.Older _ -> {
                    Optional<Unlock> newer = migrate(database.writer());
                    if (newer.isPresent()) {
                        return newer.get();
                    }
                }
                case Finding.Fine _ -> {
                    // Nothing to do.
                }
            }
            Vault vault = new Vault(folder, database, random, steps);
            if (finding.isUntidy() || Slots.isUntidy(folder, header)) {
                tidy(vault);
            }
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

    /// SQLite takes a file of less than a page for a new database, and would write to it; and of a page that is cut it
    /// tells nothing before somebody reads it. Only a crash leaves half a page, and then the log has the whole one.
    private Optional<Damage> unfit(long number) throws VaultException {
        Path database = folder.database(number);
        if (!Files.isRegularFile(database)) {
            return Optional.of(Damage.DATABASE_MISSING);
        }
        try {
            long size = Files.size(database);
            boolean cut = size < Session.PAGE_BYTES
                    || (size % Session.PAGE_BYTES != 0 && !Files.exists(folder.log(number)));
            return cut ? Optional.of(Damage.DATABASE_ALTERED) : Optional.empty();
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    /// What a database that opens turns out to be.
    private sealed interface Finding {
        /// Not to be opened all the same.
        record Refused(Unlock why) implements Finding {
        }

        /// Of an older program.
        record Older(Set<SlotId> known, Header header) implements Finding {
            @Override
            public boolean isUntidy() {
                return !known.equals(Slots.ids(header));
            }
        }

        record Fine(Set<SlotId> known, Header header) implements Finding {
            @Override
            public boolean isUntidy() {
                return !known.equals(Slots.ids(header));
            }
        }

        /// Whether the header has a slot that the database doesn't know.
        default boolean isUntidy() {
            return false;
        }
    }

    private Finding examine(Tx tx, Header header, SlotId slot) throws VaultException {
        if (!VaultSchema.isThere(tx)) {
            return new Finding.Refused(new Unlock.Damaged(Damage.DATABASE_FOREIGN));
        }
        Optional<Unlock.TooNew> newer = schema.newer(tx);
        if (newer.isPresent()) {
            return new Finding.Refused(newer.get());
        }
        Set<SlotId> known = Slots.known(tx);
        if (!known.contains(slot)) {
            return new Finding.Refused(new Unlock.NoSlotOpens());
        }
        return schema.isOlder(tx) ? new Finding.Older(known, header) : new Finding.Fine(known, header);
    }

    /// Another process may have migrated further in the meantime.
    private Optional<Unlock> migrate(Session session) throws VaultException {
        return session.alone(tx -> {
            Optional<Unlock> newer = schema.newer(tx).map(Unlock.class::cast);
            if (newer.isEmpty()) {
                schema.migrate(session, tx);
            }
            return newer;
        });
    }

    /// Another process at work is no reason not to open: whoever opens next will tidy.
    private static void tidy(Vault vault) throws VaultException {
        try {
            vault.tidy();
        } catch (VaultException e) {
            if (e.kind() != VaultException.Kind.BUSY) {
                throw e;
            }
        }
    }
}
