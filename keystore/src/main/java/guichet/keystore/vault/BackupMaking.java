package guichet.keystore.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// Copies a vault, while others read and write it, into one encrypted file: the state of one moment, under a database key that the vault
/// itself does not have. Under its final name there is a whole backup or nothing.
final class BackupMaking {
    private final VaultFolder folder;
    private final SecureRandom random;

    BackupMaking(VaultFolder folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /// Reads the slots that hold, as of the copy.
    @FunctionalInterface
    interface SlotsNow {
        List<Slot> in(Tx tx) throws VaultException;
    }

    /// @param note   written into the copy alone
    /// @param memory a folder for reading the backup back, in memory where there is one
    /// @param check  runs on what was read back from the finished file
    /// @throws VaultException CONFLICT where something is there already
    <T> T make(Database database, SlotsNow slots, Path file, Work<?> note, Path memory, Work<T> check)
            throws VaultException {
        requireFree(file);
        Path there = file.toAbsolutePath().resolveSibling("");
        try (UnfinishedPart unfinished = UnfinishedPart.in(there, random);
                VaultKeys keys = database.keys().rekeyed(random)) {
            Path part = unfinished.path();
            Files.createFile(part, VaultFolder.PRIVATE);
            try (Session source = Session.open(folder.database(database.number()), database.keys())) {
                source.copyInto(part, keys);
            }
            byte[] header;
            try (Session copy = Session.open(part, keys)) {
                copy.alone(note);
                header = new Header(database.number(), copy.inSnapshot(slots::in).stream()
                        .map(slot -> slot.with(keys, random)).toList()).bytes(keys);
                copy.checkpoint();
                copy.run("PRAGMA journal_mode = DELETE");
            }
            BackupFile.complete(part, header);
            T checked = readBack(part, keys, memory, check);
            requireFree(file);
            Files.move(part, file);
            lasting(file, there, part);
            return checked;
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    /// A name that may be gone after a power cut is taken away again.
    private static void lasting(Path file, Path there, Path part) throws IOException {
        boolean lasting = false;
        try {
            VaultFolder.sync(there);
            lasting = true;
        } finally {
            if (!lasting) {
                Files.move(file, part);
            }
        }
    }

    private <T> T readBack(Path part, VaultKeys keys, Path memory, Work<T> check) throws VaultException, IOException {
        try (UnfinishedPart unfinished = UnfinishedPart.in(memory, random)) {
            Path copy = unfinished.path();
            BackupFile.read(part).orElseThrow(() -> new VaultException(VaultException.Kind.DAMAGED, "backup"))
                    .copyDatabase(copy);
            try (Session session = Session.open(copy, keys)) {
                return session.inSnapshot(check);
            }
        }
    }

    private static void requireFree(Path file) throws VaultException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new VaultException(VaultException.Kind.CONFLICT, "there already");
        }
    }
}
