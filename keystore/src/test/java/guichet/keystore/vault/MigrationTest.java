package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final String FIRST = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;";
    private static final String SECOND = """
            ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'white';
            CREATE INDEX note_colour ON note (colour);
            """;
    private TempVault temp;

    @BeforeEach
    void setUp() throws VaultException {
        temp = TempVault.make(Keys.NOTES);
        Keys.note(temp.vault(), "tea");
        temp.vault().close();
    }

    @AfterEach
    void tearDown() throws VaultException {
        temp.close();
    }

    @Test
    void anOlderVaultIsBroughtForwardWithWhatItHolds() throws VaultException {
        for (int i = 0; i < 2; i++) {
            var opened = assertInstanceOf(Unlock.Opened.class, open(FIRST, SECOND));
            try (Vault vault = opened.vault()) {
                assertEquals(List.of("white"),
                        vault.read(tx -> tx.list("SELECT colour FROM note", row -> row.text("colour"))));
            }
        }
    }

    @Test
    void aNewerVaultIsRefusedAndNamed() throws VaultException {
        assertInstanceOf(Unlock.Opened.class, open(FIRST, SECOND)).vault().close();
        assertEquals(new Unlock.TooNew("notes", 2), open(FIRST));
    }

    @Test
    void aStepThatFailsLeavesTheVersionBefore() throws VaultException {
        assertThrows(IllegalStateException.class, () -> open(FIRST, SECOND, "CREATE TABLE broken ("));
        try (Vault vault = Keys.open(temp.folder(), Keys.PASSPHRASE)) {
            assertEquals(List.of("tea"), Keys.notes(vault));
            assertEquals(List.of(1L), vault.read(tx -> tx
                    .list("SELECT number FROM schema_version WHERE module = 'notes'", row -> row.number("number"))));
        }
    }

    @Test
    void aModuleThatIsNewToAVaultGetsItsTables() throws VaultException {
        Schema further = new Schema("further", List.of("CREATE TABLE further (id INTEGER PRIMARY KEY) STRICT;"));
        try (Secret passphrase = TempVault.passphrase()) {
            var unlock = Vault.open(temp.folder(), new Credential.Passphrase(passphrase),
                    List.of(Keys.NOTES, further));
            try (Vault vault = assertInstanceOf(Unlock.Opened.class, unlock).vault()) {
                assertEquals(List.of(), vault.read(tx -> tx.list("SELECT id FROM further", row -> row.number("id"))));
            }
        }
    }

    private Unlock open(String... steps) throws VaultException {
        try (Secret passphrase = TempVault.passphrase()) {
            return Vault.open(temp.folder(), new Credential.Passphrase(passphrase),
                    List.of(new Schema("notes", List.of(steps))));
        }
    }
}
