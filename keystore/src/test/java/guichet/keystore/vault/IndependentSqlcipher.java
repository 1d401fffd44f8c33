package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A vault's database as the SQLCipher reads it that Signal ships: another build, by other people, than the one that wrote it.
public final class IndependentSqlcipher {
    /// Where `tools/install-peers` puts it.
    private static final Path MODULES = Path.of(System.getProperty("guichet.root", ".."), "target", "peers",
            "node_modules");
    private static final String OPEN = """
            const { createRequire } = require('node:module');
            const Database = createRequire(process.argv[1] + '/x.js')('@signalapp/sqlcipher').default;
            const db = new Database(process.argv[2]);
            db.pragma(`key = "x'${process.argv[3]}'"`);
            """;

    private IndependentSqlcipher() {
    }

    /// What a script says that finds the database open as `db`, and in `process.argv` from 4 on these arguments.
    public static String run(TempVault temp, String script, String... arguments)
            throws VaultException, IOException, InterruptedException {
        requireModule();
        List<String> command = new ArrayList<>(List.of("node", "-e", OPEN + script, "--", MODULES.toString(),
                new VaultFolder(temp.folder()).database(1).toString(), key(temp)));
        command.addAll(List.of(arguments));
        Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, node.waitFor(), said);
        return said;
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
