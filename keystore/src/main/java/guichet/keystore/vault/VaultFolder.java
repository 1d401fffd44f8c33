package guichet.keystore.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of a vault, by name. Everything in it is made for its owner alone, whatever the umask.
record VaultFolder(Path path) {
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    static final Set<OpenOption> CREATE_OR_WRITE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Pattern DATABASE = Pattern.compile("guichet-([0-9]{1,18})\\.db(-wal|-shm|-journal)?");

    Path header() {
        return path.resolve("guichet.header");
    }

    /// Where the next header is written before it takes the place of the one that holds.
    Path nextHeader() {
        return path.resolve("guichet.header.new");
    }

    Path database(long number) {
        return path.resolve("guichet-" + number + ".db");
    }

    /// The write-ahead log of a database: there while it is open, and after a crash.
    Path log(long number) {
        return path.resolve("guichet-" + number + ".db-wal");
    }

    /// False where something is there already. Parents are made as the umask says.
    boolean prepare() throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path) || !isEmpty()) {
                return false;
            }
        }
        Files.setPosixFilePermissions(path, OWNER_ONLY);
        return true;
    }

    /// An empty file, so that SQLite gives the log and its index beside it the same permissions.
    void prepareDatabase(long number) throws IOException {
        Files.createFile(database(number), PRIVATE);
    }

    void removeDatabase(long number) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(path.resolve("guichet-" + number + ".db" + suffix));
        }
    }

    /// The numbers of the databases that lie here beside this one: what a re-keying left that was cut off.
    List<Long> databasesExcept(long number) throws IOException {
        List<Long> others = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Matcher name = DATABASE.matcher(file.getFileName().toString());
                if (name.matches() && Long.parseLong(name.group(1)) != number) {
                    others.add(Long.valueOf(name.group(1)));
                }
            }
        }
        return others.stream().distinct().toList();
    }

    /// Makes the names in it durable, and its own.
    void syncWithParent() throws IOException {
        sync(path);
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    /// Makes what was written to a file durable. Never for a database that this process has open: closing the descriptor
    /// would drop SQLite's locks.
    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private boolean isEmpty() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            return !files.iterator().hasNext();
        }
    }
}
