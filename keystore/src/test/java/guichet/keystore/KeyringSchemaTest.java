package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyringSchemaTest {
    @Test
    void thePageAboutKeysShowsTheTablesAsTheyAre() throws VaultException, IOException {
        Set<String> made = new HashSet<>(DocumentedSchema.tables(KeyringSchema.KEYRING.migrations()));
        made.addAll(DocumentedSchema.tables(SignalSchema.SIGNAL.migrations()));
        try (TempVault temp = TempVault.make()) {
            assertEquals(DocumentedSchema.real(temp.vault(), made), DocumentedSchema.of("keys.md"));
        }
    }
}
