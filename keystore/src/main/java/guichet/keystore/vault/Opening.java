package guichet.keystore.vault;

import java.io.IOException;
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
        for (int attempt = 1;; attempt++) {
            Optional<byte[]> header = read();
            if (header.isEmpty()) {
                return new Unlock.NoVault();
            }
            try {
                Unlock unlock = open(header.get(), credential);
                if (unlock instanceof Unlock.Opened || attempt == ATTEMPTS || stillHolds(header.get())) {
                    return unlock;
                }
            } catch (VaultException e) {
                if (attempt == ATTEMPTS || stillHolds(header.get())) {
                    throw e;
                }
            }
        }
    }

    private Optional<byte[]> read() throws VaultException {
        try {
            return new HeaderFile(folder, steps).read();
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private boolean stillHolds(byte[] header) throws VaultException {
        return read().filter(now -> Arrays.equals(now, header)).isPresent();
    }

    private Unlock open(byte[] raw, Credential credential) throws VaultException {
        return switch (Header.read(raw)) {
            case Header.Reading.Bad _ -> new Unlock.Damaged(Damage.HEADER);
            case Header.Reading.Newer newer -> new Unlock.TooNew("header", newer.version());
            case Header.Reading.Alleged alleged -> open(alleged, credential);
        };
    }

    private Unlock open(Header.Reading.Alleged alleged, Credential credential) throws VaultException {
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
                    return open(alleged.header(), slot.id(), opened.keys());
                }
            }
        }
        return new Unlock.NoSlotOpens();
    }

    private Unlock open(Header header, SlotId slot, VaultKeys keys) throws VaultException {
        Optional<Database> opened = Optional.empty();
        boolean kept = false;
        try {
            Optional<Damage> unfit = Examination.ofFile(folder, header.database());
            if (unfit.isPresent()) {
                return new Unlock.Damaged(unfit.get());
            }
            Database database = Database.open(folder, header.database(), keys);
            opened = Optional.of(database);
            Unlock unlock = switch (new Examination(schema).of(database.writer(), slot)) {
                case Examination.Result.Refused refused -> refused.why();
                case Examination.Result.Fit fit -> {
                    Vault vault = new Vault(folder, database, random, steps);
                    if (!fit.known().equals(header.ids()) || Slots.isUntidy(folder, header)) {
                        tidy(vault);
                    }
                    yield new Unlock.Opened(vault, slot);
                }
            };
            kept = unlock instanceof Unlock.Opened;
            return unlock;
        } catch (VaultException e) {
            if (e.kind() == VaultException.Kind.DAMAGED) {
                return new Unlock.Damaged(
                        e.code().equals("SQLITE_NOTADB") ? Damage.DATABASE_FOREIGN : Damage.DATABASE_ALTERED);
            }
            throw e;
        } finally {
            if (!kept) {
                if (opened.isPresent()) {
                    opened.get().closeAsItIs();
                }
                keys.close();
            }
        }
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
