package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VaultFormatTest {
    @Test
    void thePageAboutTheVaultShowsTheTablesAsTheyAre() throws VaultException, IOException {
        Set<String> made = new HashSet<>(DocumentedSchema.tables(KeystoreSchema.PEOPLE.migrations()));
        made.addAll(Set.of("schema_version", "vault_slot"));
        try (TempVault temp = TempVault.make()) {
            assertEquals(DocumentedSchema.real(temp.vault(), made), DocumentedSchema.of("vault-format.md"));
        }
    }
}
