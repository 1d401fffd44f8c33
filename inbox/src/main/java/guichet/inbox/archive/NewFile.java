package guichet.inbox.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;

/// A file or a folder that is there whole or not at all: written beside its place under a name that no archive engine takes up, and given its own
/// name once all of it is on the disk. What stands there already is never replaced.
final class NewFile implements AutoCloseable {
    private static final int NAME_BYTES = 6;

    private final Path place;
    private final Path folder;
    private final Path beside;

    /// @throws FileAlreadyExistsException where something has that name, a link too
    NewFile(Path place, SecureRandom random) throws IOException {
        byte[] unique = new byte[NAME_BYTES];
        random.nextBytes(unique);
        this.place = place.toAbsolutePath().normalize();
        this.folder = Objects.requireNonNull(this.place.getParent());
        this.beside = folder.resolve(".guichet-" + HexFormat.of().formatHex(unique) + ".part");
        requireFree();
    }

    /// Where to write it.
    Path beside() {
        return beside;
    }

    void finish() throws IOException {
        try (Stream<Path> all = Files.walk(beside)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                sync(each);
            }
        }
        requireFree();
        Files.move(beside, place);
        sync(folder);
    }

    /// Takes away what was not finished.
    @Override
    public void close() throws IOException {
        if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(beside)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
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
