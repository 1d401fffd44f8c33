package guichet.inbox.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.keystore.DocumentedSchema;
import guichet.keystore.TempVault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InboxSchemaTest {
    @Test
    void thePageAboutCasesAndMessagesShowsTheTablesAsTheyAre() throws VaultException, IOException {
        Set<String> made = DocumentedSchema.tables(InboxSchema.SCHEMA.migrations());
        try (TempVault temp = TempVault.make(InboxSchema.SCHEMA)) {
            assertEquals(DocumentedSchema.real(temp.vault(), made), DocumentedSchema.of("inbox-schema.md"));
        }
    }
}
