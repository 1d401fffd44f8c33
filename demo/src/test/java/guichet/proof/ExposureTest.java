package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.RequiresPeer;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What leaves in the clear: nothing without a decision, and no decision without a durable record of it.
class ExposureTest {
    private static final String TEXT = "canari-serin-2291";
    private static final String REASON = "she asked for it on the phone";
    private static final String NOBODY = "zoe@example.test";

    @TempDir
    private Path folder;
    private Program program;
    private Path body;

    @BeforeEach
    void aVault() throws Exception {
        program = Program.withVault(folder);
        body = program.file("body", TEXT + "\n");
    }

    @Test
    void withoutAUsableKeyItEndsWithThreeAndNobodyIsCalled() throws Exception {
        try (Recorder server = new Recorder();
                Correspondent distrusted = new Correspondent("yann@example.test");
                Correspondent changed = new Correspondent("bob@example.test");
                Correspondent changedTo = new Correspondent("bob@example.test")) {
            program.account("imap://127.0.0.1:" + server.port(), server.url()).trusting(distrusted.certificate())
                    .trusting(changed.certificate());
            program.run("key", "distrust",
                    program.json("key", "show", "yann@example.test").getFirst().text("fingerprint"))
                    .ends(0);
            program.run("key", "import", program.file("other", changedTo.certificate()).toString()).ends(0);
            for (var expired : List.of(Cast.carolExpired(), Cast.daveRevoked(), Cast.erinWeakRsa1024())) {
                program.run("key", "import", program.file("k", expired.certificate().bytes()).toString()).ends(0);
            }
            for (List<String> to : List.of(List.of(NOBODY, "no-key"), List.of("yann@example.test", "distrusted-key"),
                    List.of("bob@example.test", "key-changed"), List.of("carol@example.org", "expired-key"),
                    List.of("dave@example.org", "revoked-key"), List.of("erin@example.org", "weak-key"))) {
                Answer refused = program.run("--json", "send", "--to", to.getFirst(), "--body-file", body.toString())
                        .ends(3).json();
                assertEquals("refused", refused.text("status"));
                assertTrue(refused.text("refusals").contains("why=" + to.getLast()), refused::toString);
                assertTrue(program.json("draft", "show", refused.text("id")).getFirst().text("body").contains(TEXT));
            }
            assertEquals(0, server.connections());
            program.run("sync");
            assertEquals(List.of(), server.mails());
            assertFalse(server.heard().contains("MAIL"), server.heard());
            assertTrue(program.json("outbox", "list").isEmpty());
        }
    }

    @Test
    @RequiresPeer("strace")
    void aRefusedSendMakesNoConnectionAtAll() throws Exception {
        try (Recorder server = new Recorder()) {
            program.account("imap://127.0.0.1:" + server.port(), server.url());
            Path trace = folder.resolve("trace");
            program.inProcess(SystemCalls.tracer(trace), "send", "--to", NOBODY, "--body-file", body.toString())
                    .ends(3);
            assertEquals(List.of(), SystemCalls.read(trace).connections());
            assertEquals(0, server.connections());
        }
    }

    @Test
    @RequiresPeer("strace")
    void theRecordOfAnOverrideIsDurableBeforeTheFirstByteLeaves() throws Exception {
        Path trace = folder.resolve("trace");
        Path moment = folder.resolve("moment");
        try (Recorder server = new Recorder(step -> {
            if (step == Recorder.Step.DATA) {
                Tree.copy(program.vault(), moment);
            }
        })) {
            program.account("imap://127.0.0.1:1", server.url());
            Answer sent = program.inProcess(SystemCalls.tracer(trace), "--json", "send", "--to", NOBODY, "--body-file",
                    body.toString(), "--send-unencrypted", NOBODY, "--reason", REASON).ends(0).json();
            assertEquals("sent", sent.text("status"));
            assertTrue(server.mails().getFirst().contains(TEXT), "it was in the clear");

            // While the server had not let it go ahead, the entry stood in the files.
            Answer then = Answer
                    .of(program.run("--vault", moment.toString(), "--json", "journal", "list", "--exposures")
                            .ends(0).out());
            assertEquals(REASON, then.text("reason"));
            assertEquals(sent.get("journal"), then.get("n"));

            // And all that had been written to the log by then had been made durable.
            SystemCalls calls = SystemCalls.read(trace);
            assertFalse(calls.connections().isEmpty(), "the trace sees connections");
            for (String first : List.of("MAIL FROM", "DATA\\r\\n", TEXT)) {
                int byteLeaves = calls.saidTo(server.port(), first).getFirst();
                int written = calls.lastLogWrite(byteLeaves);
                assertTrue(written >= 0, "the trace sees the vault's log");
                assertTrue(calls.lastLogSync(byteLeaves) > written, "the log was not durable before " + first);
            }
        }
    }

    @Test
    void anEntryAlteredWithTheKeyAtHandIsNamed() throws Exception {
        long entry = exposures();
        program.run("journal", "verify").ends(0);
        withTheKey("UPDATE journal SET reason = 'another reason' WHERE n = " + entry);
        Answer verified = program.run("--json", "journal", "verify").ends(6).json();
        assertEquals(entry, verified.number("firstBad"));
        assertTrue(program.run("journal", "verify").ends(6).out().contains(Long.toString(entry)));
    }

    @Test
    void aCutTailIsNoticedFromAHeadKeptElsewhere() throws Exception {
        long entry = exposures();
        Path head = program.file("head", program.run("journal", "head").ends(0).out());
        program.run("journal", "verify", "--head", head.toString()).ends(0);
        withTheKey("DELETE FROM journal WHERE n >= " + entry);
        program.run("journal", "verify").ends(0);
        Answer verified = program.run("--json", "journal", "verify", "--head", head.toString()).ends(6).json();
        assertNotEquals("matches", verified.text("kept"));
    }

    /// Two of them; the number of the second's entry.
    private long exposures() throws Exception {
        try (Recorder server = new Recorder()) {
            program.account("imap://127.0.0.1:1", server.url());
            long last = 0;
            for (int i = 0; i < 2; i++) {
                last = program
                        .json("send", "--to", NOBODY, "--body-file", body.toString(), "--send-unencrypted", NOBODY,
                                "--reason", REASON)
                        .getFirst().number("journal");
            }
            return last;
        }
    }

    /// What somebody with the key of the database can do, whatever the program's triggers say.
    private void withTheKey(String attack) throws Exception {
        try (Workspace open = program.open()) {
            open.vault().write(tx -> {
                List<String> triggers = tx.list(
                        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'",
                        row -> row.text("sql"));
                tx.update("DROP TRIGGER journal_is_append_only");
                tx.update("DROP TRIGGER journal_chain_is_fixed");
                int rows = tx.update(attack);
                for (String trigger : triggers) {
                    tx.update(trigger);
                }
                return rows;
            });
        }
    }
}
