package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.crypto.RequiresPeer;
import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The database is true SQLCipher 4: the build that Signal ships reads it.
@RequiresPeer("node")
class SignalSqlcipherTest {
    /// Where `tools/install-peers` puts it.
    private static final Path MODULES = Path.of(System.getProperty("guichet.root", ".."), "target", "peers",
            "node_modules");
    private static final String SCRIPT = """
            const { createRequire } = require('node:module');
            const Database = createRequire(process.argv[1] + '/x.js')('@signalapp/sqlcipher').default;
            const db = new Database(process.argv[2]);
            db.pragma(`key = "x'${process.argv[3]}'"`);
            const rows = db.prepare('SELECT id, text FROM note ORDER BY id').all();
            console.log(rows.map((row) => `${row.id}:${row.text}`).join(' '));
            console.log(JSON.stringify(db.pragma('cipher_integrity_check')));
            console.log(JSON.stringify(db.pragma('integrity_check')));
            console.log(db.pragma('cipher_version', { simple: true }));
            db.close();
            """;

    @Test
    void readsWhatWeWrote() throws VaultException, IOException, InterruptedException {
        requireModule();
        try (TempVault temp = TempVault.make(Keys.NOTES)) {
            Keys.note(temp.vault(), "thé");
            Keys.note(temp.vault(), "café");
            temp.vault().close();
            Process node = new ProcessBuilder("node", "-e", SCRIPT, "--", MODULES.toString(),
                    new VaultFolder(temp.folder()).database(1).toString(), key(temp)).redirectErrorStream(true).start();
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, node.waitFor(), said);
            String[] lines = said.split("\n", -1);
            assertEquals("1:thé 2:café", lines[0]);
            assertEquals("[]", lines[1], "no page fails its authentication");
            assertEquals("[{\"integrity_check\":\"ok\"}]", lines[2]);
            assertEquals("4", lines[3].substring(0, 1));
        }
    }

    private static void requireModule() {
        boolean there = Files.isDirectory(MODULES.resolve("@signalapp/sqlcipher"));
        if (!there && System.getProperty("guichet.peers", "optional").equals("required")) {
            fail("@signalapp/sqlcipher is missing: run tools/install-peers");
        }
        assumeTrue(there, "@signalapp/sqlcipher is not installed (tools/install-peers does it): the test is skipped");
    }

    private static String key(TempVault temp) throws VaultException, IOException {
        byte[] raw = Files.readAllBytes(new VaultFolder(temp.folder()).header());
        var header = assertInstanceOf(Header.Reading.Alleged.class, Header.read(raw)).header();
        try (Secret passphrase = TempVault.passphrase()) {
            var opened = assertInstanceOf(Slot.Attempt.Opened.class,
                    header.slots().getFirst().open(new Credential.Passphrase(passphrase)));
            return HexFormat.of().formatHex(opened.keys().database());
        }
    }
}
