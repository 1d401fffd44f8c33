package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a vault may be made, and who may read its files.
class FolderTest {
    @TempDir
    private Path temporary;

    @Test
    void everyFileIsItsOwnersAlone() throws VaultException, IOException {
        try (TempVault temp = TempVault.make(Keys.NOTES); Secret next = Secret.of("next horse".toCharArray())) {
            Keys.note(temp.vault(), "tea");
            temp.vault().rekey(temp.slot(), Keys.cheap(next));
            Keys.note(temp.vault(), "coffee");
            try (CourierLock _ = CourierLock.tryTake(temp.folder()).orElseThrow();
                    Stream<Path> files = Files.list(temp.folder())) {
                assertEquals("rwx------", permissions(temp.folder()));
                List<Path> all = files.sorted().toList();
                assertEquals(List.of("courier.lock", "guichet-2.db", "guichet-2.db-shm", "guichet-2.db-wal",
                        "guichet.header"), all.stream().map(file -> file.getFileName().toString()).toList());
                for (Path file : all) {
                    assertEquals("rw-------", permissions(file), file.getFileName().toString());
                }
            }
        }
    }

    @Test
    void anEmptyFolderIsTakenAndClosedToOthers() throws VaultException, IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertInstanceOf(Created.Made.class, create(temporary)).vault().close();
        assertEquals("rwx------", permissions(temporary));
    }

    @Test
    void aFolderThatHoldsAnythingIsLeftAlone() throws VaultException, IOException {
        Path thesis = Files.writeString(temporary.resolve("thesis.txt"), "years of work");
        assertEquals(new Created.Occupied(), create(temporary));
        assertEquals(new Created.Occupied(), create(thesis));
        assertEquals("years of work", Files.readString(thesis));
        Path folder = temporary.resolve("vault");
        assertInstanceOf(Created.Made.class, create(folder)).vault().close();
        assertEquals(new Created.Occupied(), create(folder));
        Keys.open(folder, Keys.PASSPHRASE).close();
    }

    @Test
    void aFolderMayHaveAnyName() throws VaultException {
        Path odd = temporary.resolve("a?b=c&d#e %41;f'g\"h é 漢 :x");
        try (Vault vault = assertInstanceOf(Created.Made.class, create(odd)).vault();
                Secret next = Secret.of("next horse".toCharArray())) {
            Keys.note(vault, "tea");
            vault.rekey(vault.slots().iterator().next(), Keys.cheap(next));
            assertEquals(List.of("tea"), Keys.notes(vault));
        }
        Keys.open(odd, "next horse").close();
    }

    @Test
    void whereThereIsNoVaultItSaysSo() throws VaultException, IOException {
        assertEquals(new Unlock.NoVault(), Keys.unlock(temporary, Keys.PASSPHRASE));
        assertEquals(new Unlock.NoVault(), Keys.unlock(temporary.resolve("nowhere"), Keys.PASSPHRASE));
        Path file = Files.writeString(temporary.resolve("file"), "no folder");
        assertEquals(new Unlock.NoVault(), Keys.unlock(file, Keys.PASSPHRASE));
        assertThrows(VaultException.class, () -> CourierLock.tryTake(temporary.resolve("nowhere")));
    }

    private static Created create(Path folder) throws VaultException {
        try (Secret passphrase = Secret.of(Keys.PASSPHRASE.toCharArray())) {
            return Vault.create(folder, Keys.cheap(passphrase), List.of(Keys.NOTES), (_, _) -> {
            });
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
