package guichet.keystore.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;

/// Makes a vault: the database first, the header last, since a folder without a header is no vault.
final class Founding {
    private static final long FIRST = 1;

    private final VaultFolder folder;
    private final SecureRandom random;
    private final Steps steps;

    Founding(VaultFolder folder, SecureRandom random, Steps steps) {
        this.folder = folder;
        this.random = random;
        this.steps = steps;
    }

    Created found(NewPassphrase passphrase, List<Schema> schemas, SlotWork first) throws VaultException {
        try {
            if (!folder.prepare()) {
                return new Created.Occupied();
            }
            folder.prepareDatabase(FIRST);
        } catch (FileAlreadyExistsException e) {
            return new Created.Occupied();
        } catch (IOException e) {
            throw Trouble.of(e);
        }
        VaultKeys keys = VaultKeys.random(random);
        RecoveryKey recovery = RecoveryKey.random(random);
        boolean made = false;
        try {
            Created.Made done = fill(keys, passphrase, recovery, new VaultSchema(schemas), first);
            made = true;
            return done;
        } finally {
            if (!made) {
                keys.close();
                recovery.close();
                cleanUp();
            }
        }
    }

    private Created.Made fill(VaultKeys keys, NewPassphrase passphrase, RecoveryKey recovery, VaultSchema schema,
            SlotWork first) throws VaultException {
        SlotId id = SlotId.random(random);
        SlotId recoveryId = SlotId.random(random);
        Header header = new Header(FIRST, List.of(Slot.make(id, Lock.of(passphrase, random), keys, random),
                Slot.make(recoveryId, Lock.of(recovery, random), keys, random)));
        Database database = Database.open(folder, FIRST, keys);
        boolean made = false;
        try {
            database.writer().alone(tx -> {
                schema.make(database.writer(), tx);
                SlotTable.add(tx, id, SlotTable.Kind.PASSPHRASE);
                SlotTable.add(tx, recoveryId, SlotTable.Kind.RECOVERY);
                first.run(tx, id);
                return id;
            });
            folder.syncWithParent();
            steps.reached(Step.DATABASE_MADE);
            new HeaderFile(folder, steps).write(header.bytes(keys));
            made = true;
            return new Created.Made(new Vault(folder, database, random, steps), id, recovery);
        } catch (IOException e) {
            throw Trouble.of(e);
        } finally {
            if (!made) {
                database.close();
            }
        }
    }

    /// What this attempt put into the folder, and nothing else. Left as it is where the disk refuses even that.
    private void cleanUp() throws VaultException {
        try {
            Files.deleteIfExists(folder.header());
            Files.deleteIfExists(folder.nextHeader());
            folder.removeDatabase(FIRST);
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }
}
