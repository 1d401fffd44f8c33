package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database that is cut, another's, altered or gone.
class DatabaseAttackTest {
    private static final int PAGE = 4096;

    private TempVault temp;
    private Path file;

    @BeforeEach
    void setUp() throws VaultException {
        temp = TempVault.make(Keys.NOTES);
        temp.vault().write(tx -> {
            for (int i = 0; i < 200; i++) {
                tx.insert("INSERT INTO note (text) VALUES (?)", "tea ".repeat(100));
            }
            return 0;
        });
        temp.vault().close();
        file = new VaultFolder(temp.folder()).database(1);
    }

    @AfterEach
    void tearDown() throws VaultException {
        temp.close();
    }

    @Test
    void saysThatItIsGone() throws IOException, VaultException {
        Files.delete(file);
        assertEquals(new Unlock.Damaged(Damage.DATABASE_MISSING), unlock());
    }

    @Test
    void refusesOneThatIsCutAndLeavesItAsItIs() throws IOException, VaultException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[]{0, 1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE, whole.length - PAGE,
                whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(file, cut);
            assertInstanceOf(Unlock.Damaged.class, unlock(), "cut to " + length);
            assertArrayEquals(cut, Files.readAllBytes(file), "cut to " + length);
        }
    }

    @Test
    void refusesAnotherVaults() throws IOException, VaultException {
        try (TempVault other = TempVault.make(Keys.NOTES)) {
            other.vault().close();
            Files.write(file, Files.readAllBytes(new VaultFolder(other.folder()).database(1)));
            assertEquals(new Unlock.Damaged(Damage.DATABASE_FOREIGN), unlock());
        }
    }

    @Test
    void refusesOneInTheClear() throws IOException, VaultException, SQLException {
        Files.delete(file);
        try (var plain = DriverManager.getConnection("jdbc:sqlite:" + file); var make = plain.createStatement()) {
            make.executeUpdate("CREATE TABLE vault_slot (id TEXT)");
        }
        byte[] before = Files.readAllBytes(file);
        assertEquals(new Unlock.Damaged(Damage.DATABASE_FOREIGN), unlock());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void refusesGarbageAndAFolder() throws IOException, VaultException {
        Files.write(file, "x".repeat(5 * PAGE).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(new Unlock.Damaged(Damage.DATABASE_FOREIGN), unlock());
        Files.delete(file);
        Files.createDirectory(file);
        assertInstanceOf(Unlock.Damaged.class, unlock());
    }

    @Test
    void noticesAFlippedBitInAnyPage() throws IOException, VaultException {
        byte[] whole = Files.readAllBytes(file);
        for (int page = 0; page < whole.length / PAGE; page++) {
            for (int at : new int[]{page == 0 ? 16 : 0, 100, 2000, PAGE - 81, PAGE - 80, PAGE - 64, PAGE - 1}) {
                byte[] altered = whole.clone();
                altered[page * PAGE + at] ^= 4;
                Files.write(file, altered);
                assertNoticed("page " + page + " at " + at);
            }
        }
    }

    /// The log of a vault that was never closed is authenticated page by page as well.
    @Test
    void noticesPagesThatWereSwapped() throws IOException, VaultException {
        byte[] whole = Files.readAllBytes(file);
        byte[] swapped = whole.clone();
        System.arraycopy(whole, 5 * PAGE, swapped, 6 * PAGE, PAGE);
        System.arraycopy(whole, 6 * PAGE, swapped, 5 * PAGE, PAGE);
        Files.write(file, swapped);
        assertNoticed("pages swapped");
    }

    private void assertNoticed(String what) throws VaultException {
        switch (unlock()) {
            case Unlock.Damaged _ -> {
                // Noticed at once.
            }
            case Unlock.Opened opened -> {
                try (Vault vault = opened.vault()) {
                    assertEquals(Soundness.BROKEN, vault.check(), what);
                }
            }
            case Unlock other -> throw new AssertionError(what + ": " + other);
        }
    }

    @Test
    void readingAnAlteredPageSaysDamagedAndGivesNothing() throws IOException, VaultException {
        byte[] altered = Files.readAllBytes(file);
        for (int page = altered.length / PAGE - 10; page < altered.length / PAGE; page++) {
            altered[page * PAGE + 50] ^= 1;
        }
        Files.write(file, altered);
        try (Vault vault = Keys.open(temp.folder(), Keys.PASSPHRASE)) {
            VaultException e = assertThrows(VaultException.class, () -> Keys.notes(vault));
            assertEquals(VaultException.Kind.DAMAGED, e.kind());
        }
    }

    private Unlock unlock() throws VaultException {
        return Keys.unlock(temp.folder(), Keys.PASSPHRASE);
    }
}
