package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.inbox.cases.InboxSchema;
import guichet.keystore.DocumentedSchema;
import guichet.keystore.TempVault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChatSchemaTest {
    @Test
    void thePageAboutTheChatsTablesShowsThemAsTheyAre() throws VaultException, IOException {
        Set<String> made = DocumentedSchema.tables(ChatSchema.SCHEMA.migrations());
        try (TempVault temp = TempVault.make(InboxSchema.SCHEMA, ChatSchema.SCHEMA)) {
            assertEquals(DocumentedSchema.real(temp.vault(), made), DocumentedSchema.of("chat-schema.md"));
        }
    }
}
