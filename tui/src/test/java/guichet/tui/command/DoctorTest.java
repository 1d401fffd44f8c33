package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void aVault() {
        program = Program.ofAlice(folder);
    }

    @Test
    void everyProbeSaysWhatItFound() {
        List<Json> found = program.json("doctor");
        assertTrue(found.stream().map(line -> line.text("check")).collect(Collectors.toSet())
                .containsAll(List.of("vault", "journal", "disk", "swap", "keys", "channels", "outbox")));
        assertEquals("ok", found.getFirst().text("state"));
    }

    @Test
    void nagiosGetsOneLineAndItsOwnExitCodes() {
        program.run("account", "add", "mail", "--address", "alice@guichet.example", "--imap", "imaps://a.example",
                "--smtp", "smtps://a.example", "--user", "a", "--password-file",
                program.file("p", "x").toString()).ends(Exit.DONE);
        Program.Ended ended = program.run("doctor", "--nagios");
        assertEquals(1, ended.exit());
        assertEquals(1, ended.out().lines().count());
        assertTrue(ended.out().startsWith("GUICHET WARNING - "), ended.out());
    }

    @Test
    void withoutAPassphraseTheStatusFileTellsStatesAndTimesOnly() throws IOException {
        program.without("GUICHET_PASSPHRASE_FILE");
        assertEquals(3, program.run("doctor", "--nagios").exit());
        program.with("GUICHET_PASSPHRASE_FILE", folder.resolve("passphrase").toString());
        program.run("account", "add", "mail", "--address", "alice@guichet.example", "--imap", "imaps://a.example",
                "--smtp", "smtps://a.example", "--user", "a", "--password-file",
                program.file("p", "x").toString()).ends(Exit.DONE);
        program.run("doctor").ends(Exit.DONE);
        program.without("GUICHET_PASSPHRASE_FILE");
        Program.Ended ended = program.run("doctor", "--nagios");
        assertEquals(1, ended.exit());
        String status = Files.readString(program.vault().resolve("status"));
        assertFalse(status.contains("alice") || status.contains("example"), status);
        program.at(Cast.NOW.plus(Duration.ofDays(3)));
        assertTrue(program.run("doctor", "--nagios").out().contains("2026-11-23"));
    }
}
