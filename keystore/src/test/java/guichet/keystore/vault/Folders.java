package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Copies of a vault's folder, as a crash would leave it.
final class Folders {
    private Folders() {
    }

    /// By another process: this one would drop SQLite's locks when it closes the files.
    static Path copy(Path folder, Path to) {
        try {
            Process process = new ProcessBuilder("cp", "-a", folder.toString(), to.toString()).inheritIO().start();
            assertEquals(0, process.waitFor());
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
