package guichet.keystore.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A place in somebody's folder for what is not finished: a name that begins with a dot and ends in `.part`. What lies there goes with
/// [#close()]; what a killed process left goes when the next one begins something in that folder.
///
/// Beside it lies a file ending in `.lock`, locked as long as its process lives and there for longer than the part: so nobody takes away what
/// another is writing. Where the file system knows no locks there is none, and then nothing is taken away but by who made it. Any thread.
public final class UnfinishedPart implements AutoCloseable {
    private static final int NAME_BYTES = 8;
    private static final Pattern LOCK = Pattern.compile("\\.guichet-([0-9a-f]{16})\\.lock");
    /// Those of this process. A POSIX lock is dropped as soon as its process closes *any* descriptor of the file.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path part;
    private final Path lock;
    private final @Nullable FileChannel held;

    private UnfinishedPart(Path part, Path lock, @Nullable FileChannel held) {
        this.part = part;
        this.lock = lock;
        this.held = held;
    }

    /// Nothing lies there yet. First takes away what is left of those whose process is gone.
    ///
    /// @param folder has to be there
    public static UnfinishedPart in(Path folder, SecureRandom random) throws IOException {
        Path there = folder.toRealPath();
        clear(there);
        byte[] unique = new byte[NAME_BYTES];
        random.nextBytes(unique);
        String name = ".guichet-" + HexFormat.of().formatHex(unique);
        Path lock = there.resolve(name + ".lock");
        OURS.add(lock);
        FileChannel held = null;
        boolean made = false;
        try {
            held = hold(lock);
            made = true;
            return new UnfinishedPart(there.resolve(name + ".part"), lock, held);
        } finally {
            if (!made) {
                OURS.remove(lock);
            }
        }
    }

    /// Where to write it, and nothing but it: a file with what SQLite puts beside it, or a folder.
    public Path path() {
        return part;
    }

    /// Takes away what still lies there.
    @Override
    public void close() throws IOException {
        try {
            remove(part);
            forget(lock);
        } finally {
            if (held != null) {
                held.close();
            }
            OURS.remove(lock);
        }
    }

    /// Where it stays, the next one takes it away: what was written is finished all the same.
    private static void forget(Path lock) {
        try {
            Files.deleteIfExists(lock);
        } catch (IOException _) {
            return;
        }
    }

    /// None where the file system has no locks.
    private static @Nullable FileChannel hold(Path lock) throws IOException {
        FileChannel channel = FileChannel.open(lock, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                VaultFolder.PRIVATE);
        boolean held = false;
        try {
            held = channel.tryLock() != null && Files.exists(lock, LinkOption.NOFOLLOW_LINKS);
            return held ? channel : null;
        } catch (IOException _) {
            return null;
        } finally {
            if (!held) {
                channel.close();
                Files.deleteIfExists(lock);
            }
        }
    }

    /// None in a folder that may be written to, but not looked at.
    private static List<Path> locks(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> LOCK.matcher(name(each)).matches()
                    && Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS) && !OURS.contains(each)).toList();
        } catch (IOException | UncheckedIOException _) {
            return List.of();
        }
    }

    private static void clear(Path folder) {
        locks(folder).forEach(UnfinishedPart::removeDead);
    }

    private static void removeDead(Path lock) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            Matcher name = LOCK.matcher(name(lock));
            if (name.matches() && channel.tryLock() != null) {
                remove(lock.resolveSibling(".guichet-" + name.group(1) + ".part"));
                Files.deleteIfExists(lock);
            }
        } catch (IOException | OverlappingFileLockException _) {
            // Another's, who may be writing, or gone meanwhile: it is not in our way.
            return;
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void remove(Path part) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            Path root = part.resolveSibling(name(part) + suffix);
            if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                removeTree(root);
            }
        }
    }

    private static void removeTree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
