package guichet.inbox.endings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.keystore.DocumentedSchema;
import guichet.keystore.TempVault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndingsSchemaTest {
    @Test
    void thePageAboutEndingsShowsTheTablesAsTheyAre() throws VaultException, IOException {
        Set<String> made = DocumentedSchema.tables(EndingsSchema.SCHEMA.migrations());
        try (TempVault temp = TempVault.make(EndingsSchema.SCHEMA)) {
            assertEquals(DocumentedSchema.real(temp.vault(), made), DocumentedSchema.of("endings-schema.md"));
        }
    }
}
