package guichet.transports.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The signal-cli of a hub that died. Its input is closed, so it ends by itself; where it does not, it is ended before another one starts.
final class LeftOver {
    /// The kernel counts from a start of the machine that it guesses by the clock.
    private static final Duration SAME = Duration.ofSeconds(2);

    private LeftOver() {
    }

    static void note(Path file, ProcessHandle handle) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(aside,
                handle.pid() + " " + handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void end(Path file, Duration grace) throws IOException, InterruptedException {
        Optional<ProcessHandle> left = find(file);
        if (left.isPresent()) {
            try {
                left.get().onExit().get(grace.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                Child.end(left.get(), grace);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        Files.deleteIfExists(file);
    }

    /// The process that the file names, unless its number has gone to another one since.
    private static Optional<ProcessHandle> find(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ", -1);
        try {
            Instant started = Instant.ofEpochMilli(Long.parseLong(words[1]));
            return ProcessHandle.of(Long.parseLong(words[0])).filter(handle -> handle.info().startInstant()
                    .filter(then -> Duration.between(then, started).abs().compareTo(SAME) < 0).isPresent());
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
