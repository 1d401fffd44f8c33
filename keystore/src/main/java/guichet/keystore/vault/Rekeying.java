package guichet.keystore.vault;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Encrypts the whole database with another key, into a file beside it; the header's rename is the moment from which the
/// new file holds. Runs while the caller's transaction keeps every other writer out of the old one, so that nothing is
/// written there that the copy lacks; and whoever gets in afterwards finds that the header names another database.
final class Rekeying {
    private final VaultFolder folder;
    private final HeaderFile file;
    private final SecureRandom random;
    private final Steps steps;

    Rekeying(VaultFolder folder, HeaderFile file, SecureRandom random, Steps steps) {
        this.folder = folder;
        this.file = file;
        this.random = random;
        this.steps = steps;
    }

    /// @param slots the slots that shall hold, still for the old key
    /// @param change made in the copy before it holds
    /// @param move told of the new database as soon as it holds
    void run(Database old, Header slots, Work<?> change, Consumer<Database> move) throws VaultException {
        long number = old.number() + 1;
        VaultKeys keys = old.keys().rekeyed(random);
        boolean copied = false;
        try {
            copy(old, number, keys, change);
            copied = true;
        } finally {
            if (!copied) {
                discard(number, keys);
            }
        }
        List<Slot> resealed = slots.slots().stream().map(slot -> slot.with(keys, random)).toList();
        boolean holds = false;
        try {
            file.write(new Header(number, resealed).bytes(keys));
            holds = true;
        } finally {
            if (holds || names(number)) {
                move.accept(Database.open(folder, number, keys));
            } else {
                discard(number, keys);
            }
        }
        remove(old);
        steps.reached(Step.OLD_REMOVED);
    }

    private void copy(Database old, long number, VaultKeys keys, Work<?> change) throws VaultException {
        try {
            folder.removeDatabase(number);
            folder.prepareDatabase(number);
            try (Session source = Session.open(folder.database(old.number()), old.keys())) {
                source.copyInto(folder.database(number), keys);
            }
            steps.reached(Step.COPY_MADE);
            try (Session copy = Session.open(folder.database(number), keys)) {
                copy.alone(change);
            }
            steps.reached(Step.COPY_CHANGED);
            VaultFolder.sync(folder.database(number));
            VaultFolder.sync(folder.path());
            steps.reached(Step.COPY_DURABLE);
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private boolean names(long number) throws VaultException {
        try {
            Optional<byte[]> raw = file.read();
            return raw.isPresent() && Header.read(raw.get()) instanceof Header.Reading.Alleged alleged
                    && alleged.header().database() == number;
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private void discard(long number, VaultKeys keys) throws VaultException {
        keys.close();
        try {
            folder.removeDatabase(number);
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private void remove(Database old) throws VaultException {
        try {
            folder.removeDatabase(old.number());
            VaultFolder.sync(folder.path());
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }
}
