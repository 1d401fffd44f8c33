package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Secret;
import guichet.keystore.KeystoreSchema;
import guichet.keystore.TempVault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final Schema NOTES = new Schema("notes",
            List.of("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT) STRICT;"));

    @Test
    void keepsWhatWasWritten() throws VaultException {
        try (TempVault temp = TempVault.make(NOTES)) {
            long id = temp.vault().write(tx -> tx.insert("INSERT INTO note (text) VALUES (?)", "tea"));
            assertEquals(List.of("tea"), notes(temp.vault()));
            temp.reopen();
            assertEquals(Optional.of("tea"), temp.vault()
                    .read(tx -> tx.one("SELECT text FROM note WHERE id = ?", row -> row.text("text"), id)));
        }
    }

    @Test
    void keepsNothingOfWorkThatThrows() throws VaultException {
        try (TempVault temp = TempVault.make(NOTES)) {
            assertThrows(ArithmeticException.class, () -> temp.vault().write(tx -> {
                tx.insert("INSERT INTO note (text) VALUES (?)", "tea");
                throw new ArithmeticException("after the insert");
            }));
            assertEquals(List.of(), notes(temp.vault()));
            temp.vault().write(tx -> tx.insert("INSERT INTO note (text) VALUES (?)", "coffee"));
            assertEquals(List.of("coffee"), notes(temp.vault()));
        }
    }

    @Test
    void aReaderCannotWrite() throws VaultException {
        try (TempVault temp = TempVault.make(NOTES)) {
            assertThrows(VaultException.class,
                    () -> temp.vault().read(tx -> tx.insert("INSERT INTO note (text) VALUES (?)", "tea")));
            assertEquals(List.of(), notes(temp.vault()));
        }
    }

    @Test
    void isOpenedByItsRecoveryKey() throws VaultException {
        try (TempVault temp = TempVault.make(NOTES)) {
            var unlock = Vault.open(temp.folder(), new Credential.Recovery(temp.recovery()), KeystoreSchema.all());
            var opened = assertInstanceOf(Unlock.Opened.class, unlock);
            opened.vault().close();
        }
    }

    @Test
    void isNotOpenedByAnotherPassphrase() throws VaultException {
        try (TempVault temp = TempVault.make(NOTES); Secret wrong = Secret.of("wrong horse".toCharArray())) {
            var unlock = Vault.open(temp.folder(), new Credential.Passphrase(wrong), KeystoreSchema.all());
            assertInstanceOf(Unlock.NoSlotOpens.class, unlock);
        }
    }

    @Test
    void tellsThatAnotherProcessWrote() throws VaultException {
        try (TempVault temp = TempVault.make(NOTES); Vault other = temp.openAgain()) {
            long before = temp.vault().changes();
            assertEquals(before, temp.vault().changes());
            other.write(tx -> tx.insert("INSERT INTO note (text) VALUES (?)", "tea"));
            long between = temp.vault().changes();
            assertTrue(between > before);
            temp.vault().write(tx -> tx.insert("INSERT INTO note (text) VALUES (?)", "coffee"));
            assertTrue(temp.vault().changes() > between);
        }
    }

    private static List<String> notes(Vault vault) throws VaultException {
        return vault.read(tx -> tx.list("SELECT text FROM note ORDER BY id", row -> row.text("text")));
    }
}
