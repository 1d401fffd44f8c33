package guichet.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder in memory that only this user reads, and that is gone afterwards: at close, when the program is told to end, and else when the
/// next demo starts and finds that its process is no more.
final class RamFolder implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("guichet-demo-([0-9]+)-[0-9a-f]{16}");
    private static final int RANDOM_BYTES = 8;

    private final Path path;
    private final Thread atExit = new Thread(this::delete, "guichet-demo-clean");

    private RamFolder(Path path) {
        this.path = path;
    }

    /// @param ram   where folders live in memory, `/dev/shm` on GNU/Linux
    static RamFolder make(Path ram, SecureRandom random) throws IOException {
        sweep(ram);
        byte[] unique = new byte[RANDOM_BYTES];
        random.nextBytes(unique);
        String name = "guichet-demo-" + ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(unique);
        RamFolder made = new RamFolder(Files.createDirectory(ram.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        Runtime.getRuntime().addShutdownHook(made.atExit);
        return made;
    }

    Path path() {
        return path;
    }

    /// Removes what demos left that were killed.
    static void sweep(Path ram) throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(ram)) {
            left = all.filter(RamFolder::isOfADeadProcess).toList();
        }
        for (Path folder : left) {
            deleteAll(folder);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The program ends already, and the hook finds nothing left to do.
        }
    }

    private void delete() {
        try {
            deleteAll(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfADeadProcess(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty() && Files.isWritable(folder);
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
