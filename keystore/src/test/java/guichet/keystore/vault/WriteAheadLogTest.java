package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// A disk that does not give back the log. What SQLite's own reading then does is in the sweep of faults over whole processes.
class WriteAheadLogTest {
    /// Gives an input/output error to whoever reads it.
    private static final Path UNREADABLE = Path.of("/proc/self/mem");

    @TempDir
    private Path temporary;
    private TempVault temp;
    private Path log = Path.of("");
    private Path aside = Path.of("");

    @BeforeEach
    void setUp() throws VaultException {
        temp = TempVault.make(Keys.NOTES);
        log = temp.folder().resolve("guichet-1.db-wal");
        aside = temp.folder().resolveSibling("aside");
    }

    @Test
    void whatCannotBeMovedIsKeptForAnotherProcess() throws Exception {
        Keys.note(temp.vault(), "gardé");
        unreadable();
        assertKept(() -> temp.vault().close());
        readable();
        assertTrue(Files.size(log) > 0, "the log is there");
        assertKept(() -> Keys.open(temp.folder(), Keys.PASSPHRASE).close());
        try (ChildJvm child = ChildJvm.start(Child.class, temporary, "say-notes", temp.folder().toString())) {
            assertEquals("[gardé]", child.line());
            assertEquals(0, child.end());
        }
    }

    @Test
    void afterAFailedCheckpointNothingIsReadOrWritten() throws Exception {
        Keys.note(temp.vault(), "gardé");
        unreadable();
        assertKept(() -> temp.vault().emptyLog());
        readable();
        assertKept(() -> Keys.notes(temp.vault()));
        assertKept(() -> Keys.note(temp.vault(), "trop tard"));
    }

    @Test
    void aLogThatCannotBeReadKeepsTheVaultShut() throws Exception {
        temp.vault().close();
        Files.createSymbolicLink(log, UNREADABLE);
        VaultException e = assertThrows(VaultException.class, () -> Keys.open(temp.folder(), Keys.PASSPHRASE));
        assertEquals(VaultException.Kind.IO, e.kind());
        Files.delete(log);
        try (Vault vault = Keys.open(temp.folder(), Keys.PASSPHRASE)) {
            assertEquals(List.of(), Keys.notes(vault));
        }
    }

    @Test
    void aFullLogIsMovedAndThenBegunAnew() throws Exception {
        String megabyte = "x".repeat(1 << 20);
        long most = 0;
        for (int i = 0; i < 40; i++) {
            Keys.note(temp.vault(), megabyte);
            most = Math.max(most, Files.size(log));
        }
        assertTrue(most < 24L << 20, "bytes in the log: " + most);
        assertTrue(Files.size(temp.folder().resolve("guichet-1.db")) > 24L << 20, "moved");
        assertEquals(Soundness.SOUND, temp.vault().check());
        temp.close();
    }

    private void unreadable() throws IOException {
        Files.move(log, aside);
        Files.createSymbolicLink(log, UNREADABLE);
    }

    private void readable() throws IOException {
        Files.delete(log);
        Files.move(aside, log);
    }

    private static void assertKept(Executable act) {
        assertEquals(VaultException.Kind.LOG_KEPT, assertThrows(VaultException.class, act).kind());
    }
}
