package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `send`, `draft`, `outbox`, `sync` and `account` over real servers: what leaves, what does not, and what is said about it.
class SendTest {
    private static final String CANARY = "canari-jaune-4711";

    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void aVaultThatHasBobsKey() {
        program = Program.ofAlice(folder);
        Path key = program.file("bob.asc", Cast.bob().certificate().armored());
        program.run("key", "import", key.toString()).ends(Exit.DONE);
        program.run("key", "accept", Cast.bob().certificate().fingerprint().hex()).ends(Exit.DONE);
    }

    @Test
    void whatCanBeEncryptedIsSentEncrypted() {
        try (PostOffice post = new PostOffice()) {
            post.addTo(program);
            String inCase = program.oneJson("case", "new", "One").text("id");
            Json sent = sendJson(Exit.DONE, "--to", "bob@example.org", "--subject", "Sujet " + CANARY, "--case",
                    inCase);
            assertEquals("sent", sent.text("status"));
            assertEquals("end-to-end", sent.text("protection"));
            assertEquals(List.of(), sent.get("refusals"));
            assertEquals(null, sent.get("journal"));
            assertEquals(1, post.received().size());
            String wire = post.received().getFirst();
            assertFalse(wire.contains(CANARY) || wire.contains(inCase) || wire.contains("Content-Type: text/plain"),
                    wire);
            assertTrue(wire.contains("BEGIN PGP MESSAGE"), wire);
            assertEquals("sent", program.oneJson("outbox", "list").text("state"));
            Json kept = program.oneJson("list", "--case", inCase);
            assertEquals("out", kept.text("direction"));
            assertEquals("end-to-end", kept.at("protection").text("encryption"));
        }
    }

    @Test
    void withoutAKeyItEndsWithThreeKeepsADraftAndNobodyIsCalled() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(300);
            program.run(PostOffice.account(program, "imap://127.0.0.1:" + trap.getLocalPort(),
                    "smtp://127.0.0.1:" + trap.getLocalPort())).ends(Exit.DONE);
            Json refused = sendJson(Exit.REFUSED, "--to", "bob@example.org", "--cc", "nobody@example.org");
            assertEquals("refused", refused.text("status"));
            Json why = refused.objects("refusals").getFirst();
            assertEquals("nobody@example.org", why.text("recipient"));
            assertEquals("no-key", why.text("why"));
            assertEquals("override", why.list("remedies").getLast());
            Json draft = program.oneJson("draft", "show", refused.text("id"));
            assertTrue(draft.text("body").contains(CANARY));
            assertTrue(program.json("outbox", "list").isEmpty());
            org.junit.jupiter.api.Assertions.assertThrows(java.net.SocketTimeoutException.class, trap::accept);
        }
    }

    @Test
    void theRefusalIsToldInBothLanguagesWithTheWaysOut() {
        String english = send("--to", "nobody@example.org").ends(Exit.REFUSED).out();
        assertTrue(english.contains("Nothing has left this machine"), english);
        assertTrue(english.contains("--send-unencrypted nobody@example.org"), english);
        String french = send("--lang", "fr", "--to", "nobody@example.org").ends(Exit.REFUSED).out();
        assertTrue(french.contains("Rien n'a quitté cette machine"), french);
    }

    @Test
    void anOverrideSendsThatOneInTheClearAndTheJournalSaysWhoAndWhy() {
        try (PostOffice post = new PostOffice()) {
            post.addTo(program);
            Json sent = sendJson(Exit.DONE, "--to", "bob@example.org", "nobody@example.org", "--send-unencrypted",
                    "nobody@example.org", "--reason", "she asked for it by phone");
            assertEquals("sent", sent.text("status"));
            assertEquals("mixed", sent.text("protection"));
            Json entry = program.oneJson("journal", "list", "--exposures");
            assertEquals(sent.get("journal"), entry.get("n"));
            assertEquals("she asked for it by phone", entry.text("reason"));
            assertEquals(List.of("nobody@example.org"), entry.get("recipients"));
            assertEquals("command", entry.text("via"));
            assertEquals("alice", entry.text("person"));
            assertEquals(1, post.received().stream().filter(wire -> wire.contains(CANARY)).count());
            assertEquals(1, post.received().stream().filter(wire -> wire.contains("BEGIN PGP MESSAGE")).count());
        }
    }

    @Test
    void anOverrideThatIsNotInOrderSendsNothingAtAll() {
        try (PostOffice post = new PostOffice()) {
            post.addTo(program);
            String reason = "she asked for it by phone";
            for (List<String> wrong : List.of(
                    List.of("--to", "bob@example.org", "--send-unencrypted", "bob@example.org", "--reason", reason),
                    List.of("--to", "nobody@example.org", "--send-unencrypted", "nobody@example.org", "--reason",
                            "short"),
                    List.of("--to", "nobody@example.org", "--send-unencrypted", "nobody@example.org"),
                    List.of("--to", "nobody@example.org", "--reason", reason),
                    List.of("--to", "nobody@example.org", "--send-unencrypted", "other@example.org", "--reason",
                            reason),
                    List.of("--to", "nobody@example.org", "bob@example.org", "--send-unencrypted", "nobody@example.org",
                            "bob@example.org", "--reason", reason))) {
                send(wrong.toArray(String[]::new)).ends(Exit.USAGE);
            }
            sendJson(Exit.REFUSED, "--to", "nobody@example.org", "other@example.org", "--send-unencrypted",
                    "nobody@example.org", "--reason", reason);
            assertEquals(List.of(), post.received());
            assertTrue(program.json("journal", "list", "--exposures").isEmpty());
        }
    }

    @Test
    void aRefusedDraftIsSentOnceItsRecipientHasAKey() {
        try (PostOffice post = new PostOffice()) {
            post.addTo(program);
            String draft = sendJson(Exit.REFUSED, "--to", "amelie@guichet.example").text("id");
            assertEquals("refused",
                    jsonOf(program.run("--json", "draft", "send", draft).ends(Exit.REFUSED)).text("status"));
            assertEquals(1, program.json("draft", "list").size());
            Path key = program.file("amelie.asc", Cast.amelie().certificate().armored());
            program.run("key", "import", key.toString()).ends(Exit.DONE);
            program.run("key", "accept", Cast.amelie().certificate().fingerprint().hex()).ends(Exit.DONE);
            assertEquals("sent", program.oneJson("draft", "send", draft).text("status"));
            assertEquals(0, program.json("draft", "list").size());
            program.run("draft", "send", draft).ends(Exit.NOT_FOUND);
            assertEquals(1, post.received().size());
        }
    }

    @Test
    void aDraftIsDiscarded() {
        String draft = sendJson(Exit.REFUSED, "--to", "nobody@example.org").text("id");
        program.run("draft", "discard", draft).ends(Exit.DONE);
        program.run("draft", "discard", draft).ends(Exit.NOT_FOUND);
    }

    @Test
    void withNoServerThereItIsQueuedAndLeavesLater() throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        program.run(PostOffice.account(program, "imap://127.0.0.1:" + closed, "smtp://127.0.0.1:" + closed))
                .ends(Exit.DONE);
        Json queued = sendJson(Exit.DONE, "--to", "bob@example.org");
        assertEquals("queued", queued.text("status"));
        Json row = program.oneJson("outbox", "list");
        assertTrue(row.keys().containsAll(List.of("id", "state", "to", "since", "error")));
        assertEquals("waiting", row.text("state"));
        assertEquals(queued.text("id"), row.text("id"));
        program.run("account", "check", "1").ends(Exit.FAILED);
        program.run("sync").ends(Exit.FAILED);
        Json cancelled = program.oneJson("outbox", "cancel", row.text("id"));
        assertEquals("withdrawn", cancelled.text("state"));
        assertEquals(cancelled.text("draft"), program.oneJson("draft", "list").text("id"));
        assertEquals(List.of(), program.json("list"));
        program.run("outbox", "cancel", row.text("id")).ends(Exit.FAILED);
        program.run("outbox", "retry", row.text("id")).ends(Exit.FAILED);
    }

    @Test
    void syncFetchesEachMailOnceAndTheAccountTellsHowItFares() throws jakarta.mail.MessagingException {
        try (PostOffice post = new PostOffice()) {
            post.addTo(program);
            assertEquals("never", program.oneJson("account", "list").text("state"));
            post.deliver(
                    "From: bob@example.org\r\nTo: alice@guichet.example\r\nSubject: hi\r\nMessage-ID: <1@x>\r\n\r\nhello\r\n");
            assertEquals(1L, program.oneJson("sync").get("new"));
            assertEquals(0L, program.oneJson("sync").get("new"));
            assertEquals("hi", program.oneJson("list").text("subject"));
            Json account = program.oneJson("account", "list");
            assertTrue(account.keys().containsAll(List.of("id", "kind", "address", "state", "lastContact", "error")));
            assertEquals("mail", account.text("kind"));
            assertEquals(null, account.get("error"));
            program.run("account", "check", account.text("id")).ends(Exit.DONE);
            program.run("account", "remove", account.text("id")).ends(Exit.DONE);
            assertTrue(program.json("account", "list").isEmpty());
            assertEquals(1, program.json("list").size());
        }
    }

    @Test
    void aBadServerAddressIsRefusedBeforeAnythingIsKept() {
        for (String bad : List.of("imap://mail.example.org", "http://mail.example.org", "imaps://", "nonsense",
                "imaps://user:secret@mail.example.org", "imaps://mail.example.org:99999")) {
            program.run(PostOffice.account(program, bad, "smtps://mail.example.org")).ends(Exit.USAGE);
        }
        program.run(PostOffice.account(program, "imaps://mail.example.org", "smtp://mail.example.org"))
                .ends(Exit.USAGE);
        assertTrue(program.json("account", "list").isEmpty());
    }

    @Test
    void whatCantBeReadIsNotSent() {
        program.run("send", "--to", "bob@example.org", "--body-file", folder.resolve("missing").toString())
                .ends(Exit.FAILED);
        program.run("send", "--to", "bob@example.org", "--body-file",
                program.file("latin1", new byte[]{'a', (byte) 0xe9}).toString()).ends(Exit.FAILED);
        send("--to", "bob@example.org", "--attach", folder.resolve("missing").toString()).ends(Exit.FAILED);
        program.run("send", "--to", "bob@example.org").ends(Exit.USAGE);
        program.run("send", "--body-file", folder.resolve("passphrase").toString()).ends(Exit.USAGE);
        send("--to", "bob@example.org", "--reply-to", "99").ends(Exit.NOT_FOUND);
        assertTrue(program.json("outbox", "list").isEmpty());
    }

    @Test
    void aTextOnTheCommandLineIsTakenWithAWarning() {
        Program.Ended ended = program.run("send", "--to", "nobody@example.org", "--body", "hello").ends(Exit.REFUSED);
        assertTrue(ended.err().contains("other programs on this machine"), ended.err());
    }

    private Program.Ended send(String... options) {
        List<String> all = new ArrayList<>(List.of("send", "--body-file", "-"));
        all.addAll(List.of(options));
        return program.runWith("Des mots, dont " + CANARY + ".\n", all.toArray(String[]::new));
    }

    private Json sendJson(Exit expected, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--json");
        return jsonOf(send(all.toArray(String[]::new)).ends(expected));
    }

    private static Json jsonOf(Program.Ended ended) {
        assertEquals(1, ended.json().size());
        return ended.json().getFirst();
    }
}
