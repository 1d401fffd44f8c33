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
    private static final int TRIES = 30;
    private static final int PAUSE_MILLIS = 100;
    /// As the bridge names them.
    private static final String SIGNAL_LINK = "ram";
    private static final String SIGNAL_PREFIX = "guichet-signal-";

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

    /// A process that was just told to end may still write while it does: then once more.
    private void delete() {
        for (int tried = 0;; tried++) {
            try {
                deleteAll(path);
                return;
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new UncheckedIOException(e);
                }
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new UncheckedIOException(e);
                }
            }
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
        List<Path> all;
        try (Stream<Path> inside = Files.walk(folder)) {
            all = inside.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            if (Files.isSymbolicLink(file) && file.endsWith(SIGNAL_LINK)) {
                deleteSignals(Files.readSymbolicLink(file));
            }
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    /// What the bridge to signal-cli keeps in memory beside its account's folder. It removes it at its own end; not where it was killed.
    private static void deleteSignals(Path folder) throws IOException {
        if (String.valueOf(folder.getFileName()).startsWith(SIGNAL_PREFIX)) {
            deleteAll(folder);
        }
    }
}
