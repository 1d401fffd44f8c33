package guichet.inbox.archive;

import guichet.keystore.vault.UnfinishedPart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/// A file or a folder that is there whole or not at all: written beside its place under a name that no archive engine takes up, and given its own
/// name once all of it is on the disk. What stands there already is never replaced.
final class NewFile implements AutoCloseable {
    private final Path place;
    private final Path folder;
    private final UnfinishedPart beside;

    /// @throws FileAlreadyExistsException where something has that name, a link too
    NewFile(Path place, SecureRandom random) throws IOException {
        this.place = place.toAbsolutePath().normalize();
        this.folder = Objects.requireNonNull(this.place.getParent());
        requireFree();
        this.beside = UnfinishedPart.in(folder, random);
    }

    /// Where to write it.
    Path beside() {
        return beside.path();
    }

    void finish() throws IOException {
        try (Stream<Path> all = Files.walk(beside.path())) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                sync(each);
            }
        }
        requireFree();
        Files.move(beside.path(), place);
        boolean lasting = false;
        try {
            sync(folder);
            lasting = true;
        } finally {
            if (!lasting) {
                Files.move(place, beside.path());
            }
        }
    }

    /// Takes away what was not finished.
    @Override
    public void close() throws IOException {
        beside.close();
    }

    private void requireFree() throws FileAlreadyExistsException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(place.toString());
        }
    }

    /// A folder too, where the system lets it: its names are on the disk then.
    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
