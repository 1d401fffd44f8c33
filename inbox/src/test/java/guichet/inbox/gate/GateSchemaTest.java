package guichet.inbox.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.keystore.DocumentedSchema;
import guichet.keystore.TempVault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GateSchemaTest {
    private static final Pattern STATE = Pattern.compile("^\\| `([A-Z]+)` \\|", Pattern.MULTILINE);

    @Test
    void thePageAboutDraftsAndTheOutboxShowsTheTablesAsTheyAre() throws VaultException, IOException {
        Set<String> made = DocumentedSchema.tables(GateSchema.SCHEMA.migrations());
        try (TempVault temp = TempVault.make(GateSchema.SCHEMA)) {
            assertEquals(DocumentedSchema.real(temp.vault(), made), DocumentedSchema.of("outbox-schema.md"));
        }
    }

    @Test
    void everyStateOfARowIsExplained() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("guichet.root", "..")).resolve("docs")
                .resolve("outbox-schema.md"));
        assertEquals(Stream.of(OutboxRow.State.values()).map(Enum::name).collect(Collectors.toSet()),
                STATE.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toSet()));
    }
}
