package guichet.inbox.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.keystore.DocumentedSchema;
import guichet.keystore.TempVault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JournalSchemaTest {
    @Test
    void thePageAboutTheJournalShowsItsTablesIndicesAndTriggersAsTheyAre() throws VaultException, IOException {
        Set<String> made = DocumentedSchema.tables(JournalSchema.SCHEMA.migrations());
        try (TempVault temp = TempVault.make(JournalSchema.SCHEMA)) {
            assertEquals(DocumentedSchema.real(temp.vault(), made), DocumentedSchema.of("journal-format.md"));
        }
    }
}
