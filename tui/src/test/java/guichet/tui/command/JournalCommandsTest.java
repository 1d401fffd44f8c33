package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Secret;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.Unlock;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Vaults;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandsTest {
    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void aVaultWithThreeCases() {
        program = Program.ofAlice(folder);
        for (String title : List.of("One", "Two", "Three")) {
            program.run("case", "new", title).ends(Exit.DONE);
        }
    }

    @Test
    void entriesTellEverythingThatTheContractNames() {
        Json entry = program.json("journal", "list", "--kind", "case-opened").getFirst();
        assertTrue(entry.keys().containsAll(List.of("n", "time", "person", "kind", "case", "via")));
        assertEquals("2026-0003", entry.text("case"));
        program.run("journal", "list", "--kind", "nonsense").ends(Exit.USAGE);
        assertEquals(2, program.json("journal", "list", "--limit", "2").size());
    }

    @Test
    void aWholeJournalVerifiesAgainstAHeadKeptInEitherForm() {
        Path text = program.file("head.txt", program.run("journal", "head").ends(Exit.DONE).out());
        Path json = program.file("head.json", program.run("--json", "journal", "head").ends(Exit.DONE).out());
        program.run("case", "new", "Four").ends(Exit.DONE);
        for (Path head : List.of(text, json)) {
            Json verified = program.oneJson("journal", "verify", "--head", head.toString());
            assertEquals(null, verified.get("firstBad"));
            assertEquals("matches", verified.text("kept"));
        }
        program.run("journal", "verify", "--head", program.file("none", "no head").toString()).ends(Exit.FAILED);
    }

    @Test
    void anEntryAlteredWithTheKeyAtHandIsNamedAndEndsWithSix() throws VaultException {
        tamper("UPDATE journal SET person = 'nobody' WHERE n = 4");
        Program.Ended ended = program.run("--json", "journal", "verify").ends(Exit.ALTERED);
        assertEquals(4L, ended.json().getFirst().get("firstBad"));
        assertTrue(program.run("journal", "verify").ends(Exit.ALTERED).out().contains("Entry 4"));
        program.run("doctor").ends(Exit.ALTERED);
    }

    @Test
    void aCutTailIsNoticedFromAHeadKeptElsewhere() throws VaultException {
        Path head = program.file("head", program.run("journal", "head").ends(Exit.DONE).out());
        tamper("DROP TRIGGER journal_is_append_only");
        tamper("DELETE FROM journal WHERE n = (SELECT max(n) FROM journal)");
        assertEquals("cut", program.run("--json", "journal", "verify", "--head", head.toString()).ends(Exit.ALTERED)
                .json().getFirst().text("kept"));
    }

    /// What somebody does who has the passphrase and a tool for SQLite.
    private void tamper(String sql) throws VaultException {
        try (Secret passphrase = Secret.of("correct horse battery staple".toCharArray())) {
            if (Vault.open(program.vault(), new Credential.Passphrase(passphrase),
                    Vaults.schemas()) instanceof Unlock.Opened opened) {
                try (Vault vault = opened.vault()) {
                    vault.write(tx -> tx.update(sql));
                }
            }
        }
    }
}
