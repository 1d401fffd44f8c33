package guichet.transports.signal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder in memory of one account: spools, attachments on their way, temporary files of signal-cli. Its user alone can enter it. It
/// outlives the process, not the machine's next start; a link in the account's folder on the disk says where it is.
final class RamFolder {
    private static final FileAttribute<Set<PosixFilePermission>> OURS = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int RANDOM_BYTES = 12;
    private static final String LINK = "ram";
    /// A file in it, which says whose it is: a vault that was copied has the link too.
    static final String OWNER = "of";
    static final String PREFIX = "guichet-signal-";

    private final Path path;
    private final @Nullable Path link;

    private RamFolder(Path path, @Nullable Path link) {
        this.path = path;
        this.link = link;
    }

    /// @param home the account's folder on the disk; made where it is missing
    /// @param ram  where folders live in memory, `/dev/shm`; where none can be made there, it is made on the disk, and [#isInMemory] says so
    static RamFolder open(Path home, Path ram, RandomGenerator random) throws IOException {
        if (!Files.isDirectory(home)) {
            Files.createDirectories(home, OURS);
        }
        Path link = home.resolve(LINK);
        if (Files.isSymbolicLink(link)) {
            Path there = Files.readSymbolicLink(link);
            if (isOurs(there, home)) {
                return new RamFolder(there, link).prepared();
            }
            Files.delete(link);
        }
        if (Files.isDirectory(link)) {
            return new RamFolder(link, null).prepared();
        }
        Orphans.clear(ram, home);
        try {
            byte[] unique = new byte[RANDOM_BYTES];
            random.nextBytes(unique);
            Path made = Files.createDirectory(ram.resolve(PREFIX + HexFormat.of().formatHex(unique)), OURS);
            Files.writeString(made.resolve(OWNER), home.toRealPath().toString());
            Files.createSymbolicLink(link, made);
            return new RamFolder(made, link).prepared();
        } catch (IOException e) {
            return new RamFolder(Files.createDirectory(link, OURS), null).prepared();
        }
    }

    Path path() {
        return path;
    }

    /// False: it had to be made on the disk.
    boolean isInMemory() {
        return link != null;
    }

    /// Where signal-cli puts what is attached to messages that come in.
    Path attachments() {
        return path.resolve("attachments");
    }

    /// Where attachments stand while they are sent.
    Path outgoing() {
        return path.resolve("outgoing");
    }

    Path temporary() {
        return path.resolve("tmp");
    }

    Path processFile() {
        return path.resolve("process");
    }

    /// What is left for files here, in bytes.
    long room() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    /// The oldest first.
    List<Spool> spools() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(Spool.PREFIX)).map(Spool::new)
                    .sorted().toList();
        }
    }

    /// An empty one, whose name comes after those of all others here.
    Spool newSpool(Clock clock, RandomGenerator random) throws IOException {
        long number = clock.millis();
        for (Spool spool : spools()) {
            number = Math.max(number, numberOf(spool) + 1);
        }
        byte[] unique = new byte[RANDOM_BYTES];
        random.nextBytes(unique);
        String name = "%s%016x-%s".formatted(Spool.PREFIX, number, HexFormat.of().formatHex(unique));
        return new Spool(Files.createFile(path.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    /// Removes all that nobody needs any more; the whole folder, unless attachments are left that the vault did not take.
    void leave() throws IOException {
        for (Path folder : List.of(outgoing(), temporary(), path.resolve("avatars"), path.resolve("stickers"))) {
            empty(folder);
        }
        List<Path> previews;
        try (Stream<Path> files = Files.list(attachments())) {
            previews = files.filter(file -> file.toString().endsWith(Incoming.PREVIEW)).toList();
        }
        for (Path preview : previews) {
            Files.deleteIfExists(preview);
        }
        boolean kept;
        try (Stream<Path> files = Files.list(attachments())) {
            kept = files.findAny().isPresent();
        }
        if (!kept) {
            delete();
        }
    }

    /// Removes it all.
    void delete() throws IOException {
        empty(path);
        Files.deleteIfExists(path);
        if (link != null) {
            Files.deleteIfExists(link);
        }
    }

    static void empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inside, @Nullable IOException failure) throws IOException {
                if (!inside.equals(folder)) {
                    Files.deleteIfExists(inside);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private RamFolder prepared() throws IOException {
        for (Path folder : List.of(attachments(), outgoing(), temporary())) {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, OURS);
            }
        }
        // What was on its way out when the last life ended.
        empty(outgoing());
        return this;
    }

    private static long numberOf(Spool spool) {
        String name = spool.name();
        int dash = name.indexOf('-', Spool.PREFIX.length());
        try {
            return HexFormat.fromHexDigitsToLong(name, Spool.PREFIX.length(), dash);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    /// Made by us for this very folder, and nobody else can look into it: `/dev/shm` is everybody's.
    private static boolean isOurs(Path there, Path home) throws IOException {
        if (!Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(there, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(home))
                || !Files.getPosixFilePermissions(there, LinkOption.NOFOLLOW_LINKS)
                        .equals(PosixFilePermissions.fromString("rwx------"))) {
            return false;
        }
        Path owner = there.resolve(OWNER);
        return Files.isRegularFile(owner, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(owner).equals(home.toRealPath().toString());
    }
}
