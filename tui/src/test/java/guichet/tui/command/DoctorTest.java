package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.transports.mail.GreenRig;
import guichet.transports.mail.ScriptedServer;
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
    void nagiosGetsOneLineAndItsOwnExitCodes() throws Exception {
        try (GreenRig servers = new GreenRig("alice@guichet.example")) {
            account(servers.imap(), servers.smtp());
            Program.Ended ended = program.run("doctor", "--nagios");
            assertEquals(1, ended.exit());
            assertEquals(1, ended.out().lines().count());
            assertTrue(ended.out().startsWith("GUICHET WARNING - "), ended.out());
        }
        Program.Ended ended = program.run("doctor", "--nagios");
        assertEquals(2, ended.exit());
        assertTrue(ended.out().startsWith("GUICHET CRITICAL - "), ended.out());
    }

    @Test
    void eachServerIsAskedAndHasALineOfItsOwn() throws Exception {
        try (GreenRig servers = new GreenRig("alice@guichet.example")) {
            servers.deliver("Subject: unread\r\n\r\n\r\n");
            account(servers.imap(), "smtp://127.0.0.1:1");
            assertEquals(List.of("never alice@guichet.example", "imap-well alice@guichet.example",
                    "smtp-fails alice@guichet.example,connection-refused"), channels());
            assertFalse(servers.anythingFlagged());
            program.run("sync");
            assertEquals("imap-well alice@guichet.example", channels().getFirst());
        }
        assertEquals("imap-fails alice@guichet.example,connection-refused", channels().getFirst());
    }

    @Test
    void aWrongPasswordIsToldWithTheServersWordsAndNeverRepeated() throws Exception {
        try (ScriptedServer refusing = new ScriptedServer(peer -> {
            peer.say("220 ready");
            peer.command();
            peer.say("250-mx", "250 AUTH PLAIN");
            peer.command();
            peer.say("535 5.7.8 not you");
            peer.line();
        })) {
            account("imap://127.0.0.1:1", "smtp://127.0.0.1:" + refusing.port());
            String told = program.run("--lang", "fr", "doctor").ends(Exit.DONE).out();
            assertTrue(told.contains("l'envoi pour alice@guichet.example ne fonctionne pas. "), told);
            assertTrue(told.contains("535 5.7.8 not you"), told);
            assertEquals(1, refusing.connections());
        }
    }

    @Test
    void whereTheVaultDoesNotOpenNagiosGetsItsLineAllTheSame() throws IOException {
        program.with("GUICHET_PASSPHRASE_FILE",
                Files.writeString(folder.resolve("wrong"), "not the passphrase").toString());
        Program.Ended wrong = program.run("doctor", "--nagios");
        assertEquals(3, wrong.exit());
        assertTrue(wrong.out().startsWith("GUICHET UNKNOWN - "), wrong.out());
        assertEquals(1, wrong.out().lines().count());
    }

    @Test
    void withoutAPassphraseNoServerIsAsked() throws Exception {
        try (ScriptedServer never = new ScriptedServer(_ -> {
        })) {
            account("imap://127.0.0.1:" + never.port(), "smtp://127.0.0.1:" + never.port());
            program.without("GUICHET_PASSPHRASE_FILE");
            program.run("doctor", "--nagios");
            assertEquals(0, never.connections());
        }
    }

    @Test
    void withoutAPassphraseTheStatusFileTellsStatesAndTimesOnly() throws IOException {
        program.without("GUICHET_PASSPHRASE_FILE");
        assertEquals(3, program.run("doctor", "--nagios").exit());
        program.with("GUICHET_PASSPHRASE_FILE", folder.resolve("passphrase").toString());
        account("imap://127.0.0.1:1", "smtp://127.0.0.1:1");
        program.run("doctor").ends(Exit.DONE);
        program.without("GUICHET_PASSPHRASE_FILE");
        Program.Ended ended = program.run("doctor", "--nagios");
        assertEquals(2, ended.exit());
        String status = Files.readString(program.vault().resolve("status"));
        assertFalse(status.contains("alice") || status.contains("example"), status);
        program.at(Cast.NOW.plus(Duration.ofDays(3)));
        assertTrue(program.run("doctor", "--nagios").out().contains("2026-11-23"));
    }

    private void account(String imap, String smtp) {
        program.run("account", "add", "mail", "--address", "alice@guichet.example", "--imap", imap, "--smtp", smtp,
                "--user", "alice@guichet.example", "--password-file", program.file("p", "secret").toString())
                .ends(Exit.DONE);
    }

    private List<String> channels() {
        return program.json("doctor").stream().filter(line -> line.text("check").equals("channels"))
                .map(line -> line.text("detail") + " "
                        + line.list("values").stream().map(String::valueOf).collect(Collectors.joining(",")))
                .toList();
    }
}
