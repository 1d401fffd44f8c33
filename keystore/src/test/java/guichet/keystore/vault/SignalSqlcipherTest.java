package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.RequiresPeer;
import guichet.keystore.TempVault;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The database is true SQLCipher 4: the build that Signal ships reads it.
@RequiresPeer("node")
class SignalSqlcipherTest {
    private static final String SCRIPT = """
            const rows = db.prepare('SELECT id, text FROM note ORDER BY id').all();
            console.log(rows.map((row) => `${row.id}:${row.text}`).join(' '));
            console.log(JSON.stringify(db.pragma('cipher_integrity_check')));
            console.log(JSON.stringify(db.pragma('integrity_check')));
            console.log(db.pragma('cipher_version', { simple: true }));
            db.close();
            """;

    @Test
    void readsWhatWeWrote() throws VaultException, IOException, InterruptedException {
        try (TempVault temp = TempVault.make(Keys.NOTES)) {
            Keys.note(temp.vault(), "thé");
            Keys.note(temp.vault(), "café");
            temp.vault().close();
            String[] lines = IndependentSqlcipher.run(temp, SCRIPT).split("\n", -1);
            assertEquals("1:thé 2:café", lines[0]);
            assertEquals("[]", lines[1], "no page fails its authentication");
            assertEquals("[{\"integrity_check\":\"ok\"}]", lines[2]);
            assertEquals("4", lines[3].substring(0, 1));
        }
    }
}
