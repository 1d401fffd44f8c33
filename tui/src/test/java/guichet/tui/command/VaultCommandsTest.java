package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `init`, `person`, `passphrase`, `config`: who gets in, and how each refusal ends.
class VaultCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void initMakesAVaultThatItsPassphraseOpens() {
        Program program = new Program(folder);
        Json made = program.oneJson("init", "--name", "alice", "--address", "alice@guichet.example");
        assertEquals(List.of("fingerprint", "recoveryKey"), made.keys());
        assertEquals(made.text("fingerprint"), program.oneJson("person", "list").text("fingerprint"));
    }

    @Test
    void initLeavesAFolderThatIsNotEmptyAlone() throws IOException {
        Program program = Program.ofAlice(folder);
        List<String> before = names(program.vault());
        program.run("init", "--name", "eve", "--address", "eve@example.org").ends(Exit.FAILED);
        assertEquals(List.of("alice"), program.json("person", "list").stream().map(p -> p.text("name")).toList());
        assertEquals(before, names(program.vault()));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.matches(".*-(wal|shm)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void noVaultAndAWrongPassphraseEndWithFour() {
        Program program = new Program(folder);
        program.run("case", "list").ends(Exit.NO_ACCESS);
        program.run("init", "--name", "alice", "--address", "alice@guichet.example").ends(Exit.DONE);
        Path wrong = program.file("wrong", "correct horse battery stable\n");
        Program.Ended ended = program.run("--passphrase-file", wrong.toString(), "case", "list").ends(Exit.NO_ACCESS);
        assertTrue(ended.err().contains("opens nothing"), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void withoutPassphraseFileAndTerminalNobodyCanBeAsked() {
        Program program = Program.ofAlice(folder).without("GUICHET_PASSPHRASE_FILE");
        program.run("case", "list").ends(Exit.NO_ACCESS);
    }

    @Test
    void theRecoveryKeyOpensTheVaultAndANewOneReplacesIt() {
        Program program = new Program(folder);
        String first = program.oneJson("init", "--name", "alice", "--address", "alice@guichet.example")
                .text("recoveryKey");
        String paper = program.file("paper", first.toLowerCase(java.util.Locale.ROOT) + "\n").toString();
        program.without("GUICHET_PASSPHRASE_FILE");
        program.run("--recovery-key-file", paper, "case", "list").ends(Exit.DONE);

        program.file("new", "another passphrase altogether\n");
        program.run("--recovery-key-file", paper, "passphrase", "change", "--new-passphrase-file",
                folder.resolve("new").toString()).ends(Exit.DONE);
        program.with("GUICHET_PASSPHRASE_FILE", folder.resolve("new").toString());
        String second = program.oneJson("passphrase", "recovery").text("recoveryKey");
        assertNotEquals(first, second);
        program.without("GUICHET_PASSPHRASE_FILE");
        program.run("--recovery-key-file", paper, "case", "list").ends(Exit.NO_ACCESS);
        program.run("--recovery-key-file", program.file("paper2", second).toString(), "case", "list").ends(Exit.DONE);
        program.run("--recovery-key-file", program.file("paper3", "not a key").toString(), "case", "list")
                .ends(Exit.NO_ACCESS);
    }

    @Test
    void aSecondPersonHasAPassphraseOfTheirOwnUntilRemoved() {
        Program program = Program.ofAlice(folder);
        String hers = program.file("amelie", "une phrase de passe bien à elle\n").toString();
        Json added = program.oneJson("person", "add", "--name", "Amélie", "--address", "amelie@guichet.example",
                "--new-passphrase-file", hers);
        assertEquals("Amélie", added.text("name"));
        assertEquals(2, program.json("person", "list").size());

        program.run("--passphrase-file", hers, "case", "new", "Hers").ends(Exit.DONE);
        program.run("--passphrase-file", hers, "--person", "alice", "case", "list").ends(Exit.NO_ACCESS);
        assertTrue(program.json("journal", "list", "--kind", "case-opened").stream()
                .allMatch(entry -> entry.text("person").equals("Amélie")));

        program.run("--passphrase-file", hers, "person", "remove", "Amélie").ends(Exit.USAGE);
        program.run("person", "remove", "nobody").ends(Exit.NOT_FOUND);
        program.run("person", "remove", "Amélie").ends(Exit.DONE);
        program.run("--passphrase-file", hers, "case", "list").ends(Exit.NO_ACCESS);
        assertEquals(1, program.json("person", "list").size());
        assertEquals(1, program.json("case", "list").size());
    }

    @Test
    void twoPersonsCantShareAPassphraseOrAName() {
        Program program = Program.ofAlice(folder);
        String same = folder.resolve("passphrase").toString();
        program.run("person", "add", "--name", "bob", "--address", "b@guichet.example", "--new-passphrase-file", same)
                .ends(Exit.USAGE);
        String other = program.file("other", "quite another one\n").toString();
        program.run("person", "add", "--name", "ALICE", "--address", "b@guichet.example", "--new-passphrase-file",
                other).ends(Exit.USAGE);
        assertEquals(1, program.json("person", "list").size());
    }

    @Test
    void aChangedPassphraseOpensAndTheOldOneDoesNotWhetherCompromisedOrNot() {
        for (boolean compromised : new boolean[]{false, true}) {
            Program program = Program.ofAlice(folder.resolve(compromised ? "a" : "b").toFile().mkdir()
                    ? folder.resolve(compromised ? "a" : "b")
                    : folder);
            program.run("case", "new", "Kept").ends(Exit.DONE);
            Path fresh = program.file("fresh", "a fresh passphrase of mine\n");
            List<String> words = new java.util.ArrayList<>(
                    List.of("passphrase", "change", "--new-passphrase-file", fresh.toString()));
            if (compromised) {
                words.add("--compromised");
            }
            program.run(words.toArray(String[]::new)).ends(Exit.DONE);
            program.run("case", "list").ends(Exit.NO_ACCESS);
            program.with("GUICHET_PASSPHRASE_FILE", fresh.toString());
            assertEquals("Kept", program.oneJson("case", "list").text("title"));
        }
    }

    @Test
    void anEmptyPassphraseIsRefused() {
        Program program = new Program(folder);
        program.file("passphrase", "\n");
        program.run("init", "--name", "alice", "--address", "alice@guichet.example").ends(Exit.USAGE);
        assertFalse(Files.exists(program.vault()));
    }

    @Test
    void settingsAreListedReadAndSetByTheirRules() {
        Program program = Program.ofAlice(folder);
        assertEquals("10", program.oneJson("config", "get", "lock-minutes").text("value"));
        assertEquals("5", program.oneJson("config", "set", "lock-minutes", "5").text("value"));
        assertEquals("5", program.oneJson("config", "get", "lock-minutes").text("value"));
        program.run("config", "set", "lock-minutes", "0").ends(Exit.USAGE);
        program.run("config", "get", "nonsense").ends(Exit.USAGE);
        assertTrue(program.json("config", "list").size() >= 4);
    }

    @Test
    void anAlteredVaultEndsWithSix() throws IOException {
        Program program = Program.ofAlice(folder);
        try (var files = Files.list(program.vault())) {
            for (Path file : files.filter(f -> f.getFileName().toString().endsWith(".db")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                for (int i = 0; i < bytes.length; i += 512) {
                    bytes[i] ^= 1;
                }
                Files.write(file, bytes);
            }
        }
        program.run("journal", "list").ends(Exit.ALTERED);
    }
}
