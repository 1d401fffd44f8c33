package guichet.inbox.endings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.OpenPgp;
import guichet.inbox.TestDesk;
import guichet.inbox.journal.JournalAudit;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupComparisonTest {
    @TempDir
    private Path folder;
    private EndingDesk it;

    @BeforeEach
    void aFullVault() throws VaultException {
        it = new EndingDesk(4);
    }

    @AfterEach
    void gone() throws VaultException {
        it.close();
    }

    @Test
    void aBackupIsRowByRowWhatTheVaultWas() throws VaultException, IOException {
        Backups.Made made = new Backups(it.desk.vault(), it.desk.journal,
                new JournalAudit(it.desk.journal, new OpenPgp(), it.desk.clock), it.desk.clock)
                .makeCompared(folder.resolve("b"), Duration.ofDays(1), TestDesk.ALICE);
        assertTrue(made.isSound());
        Backup.Compared compared = made.compared().orElseThrow();
        assertEquals(List.of(), compared.damage());
        assertEquals(0, compared.since());
        assertTrue(compared.rows() > 200, compared.rows() + " rows");
    }

    @Test
    void eachRowThatWasAlteredLostOrAddedNamesItsTable() throws VaultException {
        assertEquals(List.of(new Backup.Difference("message_body", 1, 1)), damage(tx -> tx
                .update("UPDATE message_body SET body = body || '.' WHERE message = 3")));
        assertEquals(List.of(new Backup.Difference("contact_address", 1, 0)),
                damage(tx -> tx.update("DELETE FROM contact_address WHERE contact = ?", it.shared.id().value())));
        assertEquals(List.of(new Backup.Difference("case_kind", 0, 1)),
                damage(tx -> tx.update("INSERT INTO case_kind (case_id, kind) VALUES (?, '')", it.ending.value())));
        assertEquals(List.of("message_index_data"), damage(tx -> tx
                .update("UPDATE message_index_data SET block = zeroblob(length(block)) WHERE id = 10")).stream()
                .map(Backup.Difference::table).toList());
        assertEquals(List.of(new Backup.Difference("destruction", 0, 1)), damage(tx -> tx
                .update("""
                        INSERT INTO destruction (case_id, opened, stage, begun, person, via) VALUES ('x', 0, 'DONE', 0, '', '')""")),
                "a type or a NULL is told apart, too");
    }

    @Test
    void whatOthersWriteMeanwhileIsNoDamage() throws VaultException {
        try (Vault other = it.desk.temp().openAgain()) {
            TableRows before = it.desk.read(TableRows::of);
            TableRows copy = copy(_ -> 0);
            other.write(tx -> tx.update("UPDATE message_body SET body = 'another' WHERE message = 3"));
            other.write(tx -> tx.update("DELETE FROM message_recipient WHERE message = 5"));
            TableRows after = it.desk.read(TableRows::of);
            assertEquals(List.of(), TableRows.differences(before, copy, after));
            assertEquals(1, TableRows.changed(copy, after));
            TableRows later = copy(_ -> 0);
            assertEquals(List.of(), TableRows.differences(before, later, after), "copied after they wrote");
        }
    }

    private List<Backup.Difference> damage(Work<Integer> harm) throws VaultException {
        TableRows vault = it.desk.read(TableRows::of);
        return TableRows.differences(vault, copy(harm), vault);
    }

    private int copies;

    private TableRows copy(Work<Integer> harm) throws VaultException {
        return it.desk.vault().backup(folder.resolve("copy-" + copies++), harm, folder, TableRows::of);
    }
}
