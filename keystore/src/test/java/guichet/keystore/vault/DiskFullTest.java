package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.crypto.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file system of one megabyte, which only root can make.
class DiskFullTest {
    @TempDir
    private Path disk;
    private final Secret passphrase = Secret.of(Keys.PASSPHRASE.toCharArray());

    @BeforeEach
    void setUp() {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "guichet-test", disk.toString()) == 0,
                "only root can mount a small file system: the test is skipped");
    }

    @AfterEach
    void tearDown() {
        passphrase.close();
        run("umount", disk.toString());
    }

    @Test
    void aWriteThatDoesNotFitIsRefusedWholeAndTheRestStays() throws VaultException {
        try (Vault vault = create()) {
            Keys.note(vault, "tea");
            VaultException e = assertThrows(VaultException.class,
                    () -> vault.write(tx -> tx.insert("INSERT INTO note (text) VALUES (?)", "x".repeat(2_000_000))));
            assertEquals(VaultException.Kind.DISK_FULL, e.kind());
            assertEquals(List.of("tea"), Keys.notes(vault));
            Keys.note(vault, "coffee");
            assertEquals(List.of("tea", "coffee"), Keys.notes(vault));
            assertEquals(Soundness.SOUND, vault.check());
        }
    }

    @Test
    void slotsAndKeysStayAsTheyWere() throws VaultException, IOException {
        try (Vault vault = create(); Secret next = Secret.of("next horse".toCharArray())) {
            Keys.note(vault, "x".repeat(200_000));
            SlotId slot = assertInstanceOf(Unlock.Opened.class, peek()).slot();
            Path filler = fill();
            assertFull(() -> vault.changePassphrase(slot, Keys.cheap(next)));
            assertFull(() -> vault.rekey(slot, Keys.cheap(next)));
            assertFull(() -> vault.addSlot(Keys.cheap(next), (_, _) -> {
            }));
            assertFull(vault::newRecoveryKey);
            assertInstanceOf(Unlock.NoSlotOpens.class, Keys.unlock(disk.resolve("vault"), "next horse"));
            Files.delete(filler);
            assertEquals(2, vault.slots().size());
            assertEquals(1, Keys.notes(vault).size());
        }
        Keys.open(disk.resolve("vault"), Keys.PASSPHRASE).close();
    }

    @Test
    void aVaultThatCouldNotBeMadeLeavesNothingBehind() throws IOException {
        Path filler = fill();
        VaultException e = assertThrows(VaultException.class, this::create);
        assertEquals(VaultException.Kind.DISK_FULL, e.kind());
        try (var left = Files.list(disk)) {
            assertTrue(left.allMatch(file -> file.equals(filler) || isEmpty(file)));
        }
    }

    private Vault create() throws VaultException {
        var made = Vault.create(disk.resolve("vault"), Keys.cheap(passphrase), List.of(Keys.NOTES), (_, _) -> {
        });
        return assertInstanceOf(Created.Made.class, made).vault();
    }

    private Unlock peek() throws VaultException {
        Unlock unlock = Keys.unlock(disk.resolve("vault"), Keys.PASSPHRASE);
        if (unlock instanceof Unlock.Opened opened) {
            opened.vault().close();
        }
        return unlock;
    }

    private static void assertFull(org.junit.jupiter.api.function.Executable act) {
        VaultException e = assertThrows(VaultException.class, act);
        assertEquals(VaultException.Kind.DISK_FULL, e.kind());
    }

    private Path fill() {
        Path filler = disk.resolve("filler");
        run("dd", "if=/dev/zero", "of=" + filler, "bs=1024", "status=none");
        return filler;
    }

    private static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
