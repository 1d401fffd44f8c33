package guichet.transports.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// signal-cli's own folder: its user alone may enter it, and the places where it would put files in clear are links into memory.
final class DataFolder {
    /// Where signal-cli puts what comes in as files.
    private static final List<String> FILES = List.of("attachments", "avatars", "stickers");

    private DataFolder() {
    }

    /// @return whether everything that comes in as a file goes into memory; not so where such a folder has files already, which stay
    static boolean prepare(Path data, RamFolder ram) throws IOException {
        if (!Files.isDirectory(data)) {
            Files.createDirectories(data,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        boolean all = ram.isInMemory();
        for (String name : FILES) {
            all &= link(data.resolve(name), ram.path().resolve(name));
        }
        return all;
    }

    private static boolean link(Path link, Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            Files.createDirectory(target,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (Files.isSymbolicLink(link)) {
            if (Files.readSymbolicLink(link).equals(target)) {
                return true;
            }
            Files.delete(link);
        } else if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
            if (!isEmpty(link)) {
                return false;
            }
            Files.delete(link);
        }
        Files.createSymbolicLink(link, target);
        return true;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }
}
