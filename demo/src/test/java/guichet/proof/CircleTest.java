package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.mail.GreenRig;
import guichet.tui.workspace.Workspace;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All of a case's life, with real channels: it is opened, talked about by mail, on Signal and among
/// colleagues, closed, exported, sealed and sent to the person
/// concerned, archived, destroyed everywhere, brought back years later from what that person kept, and goes on.
class CircleTest {
    private static final String BOB = "bob@example.test";
    private static final String AMELIE = "amelie@ngo.test";
    private static final List<String> WORDS = List.of("kestrelsalon", "lemurantwort", "bandicootkoerper",
            "capybaraname", "dugonginhalt",
            "echidnasignal",
            "fennecantwort", "hoatzinnotiz", "ibexanruf");

    @TempDir
    private Path folder;

    @Test
    void aCaseComesBackFromWhatThePersonConcernedKept() throws Exception {
        try (GreenRig server = new GreenRig(Program.ADDRESS).and(AMELIE); Correspondent bob = new Correspondent(BOB)) {
            Program program = Program.withVault(folder).account(server.imap(), server.smtp())
                    .trusting(bob.certificate());
            SignalOffice signal = SignalOffice.in(program);
            signal.world.recordTo(folder.resolve("on-bobs-telephone"));
            program.run("archive-key", "generate").ends(0);
            program.run("contact", "add", "--name", "capybaraname", "--address", BOB, "--language", "fr").ends(0);
            String firstDay = program.run("journal", "head").ends(0).out();

            Program colleague = colleague(program, server);
            String id = exchange(program, server, bob, signal);
            talk(program, colleague, id);
            Map<String, String> before = content(program, id);
            assertEquals(9, before.size(), before::toString);
            program.run("case", "close", id).ends(0);
            Path engine = Files.createDirectory(folder.resolve("engine"));
            program.run("case", "export", id, "--to", engine.toString(), "--engine-key",
                    program.file("engine.asc", bob.certificate()).toString()).ends(0);
            assertTrue(Files.size(engine.resolve(id + ".tar.gpg")) > 1000);

            program.run("case", "destroy", id, "--yes").ends(3);
            program.run("case", "seal", id, "--danger", "no", "--send", "--with-room").ends(0);
            program.run("sync").ends(0);
            byte[] kept = attachment(bob.reads(server.inbox(BOB).getLast()));
            assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains("hoatzinnotiz"));
            program.run("case", "sealed-received", id).ends(0);
            Map<String, String> sealed = content(program, id);
            program.run("case", "archive", id).ends(0);
            assertTrue(content(program, id).isEmpty());
            program.run("case", "destroy", id, "--yes").ends(0);

            program.run("case", "show", id).ends(5);
            assertEquals(List.of(), program.json("contact", "list"), "nobody else knew them");
            assertTrue(program.json("signal", "list").stream()
                    .noneMatch(each -> "Bob".equals(each.get("profileName"))), "nor on Signal");
            assertEquals(List.of(), server.inbox(Program.ADDRESS), "nor is it on the server");
            for (String word : WORDS) {
                assertEquals(List.of(), program.json("search", word), word);
            }
            program.run("sync").ends(0);
            assertEquals(List.of(), program.json("list", "--limit", "100"));
            program.run("journal", "verify", "--head", program.file("first-day", firstDay).toString()).ends(0);

            Path file = program.file("what-bob-kept", kept);
            Answer restored = program.json("case", "restore", file.toString()).getFirst();
            assertEquals(id, restored.text("case"));
            Map<String, String> after = content(program, id);
            sealed.keySet().retainAll(before.keySet());
            assertEquals(before, sealed);
            assertEquals(before, after, "the same messages, the same hashes");
            program.run("case", "restore", file.toString()).ends(3);
            Answer old = program.json("key", "list").stream().filter(key -> "past-key".equals(key.get("why")))
                    .findFirst().orElseThrow();
            assertEquals(List.of(id), old.get("past"), "a key of then, for nothing but to be looked at");
            program.run("send", "--to", BOB, "--case", id, "--body-file",
                    program.file("too-early", "encore là ?\n").toString()).ends(3);

            goesOn(program, server, bob, signal, id);
            program.run("journal", "verify", "--head", program.file("first-day", firstDay).toString()).ends(0);
            assertFalse(program.json("journal", "list", "--case", id, "--past").isEmpty());
        }
    }

    private static String exchange(Program program, GreenRig server, Correspondent bob, SignalOffice signal)
            throws Exception {
        String id = program.json("case", "new", "Eaux usées").getFirst().text("id");
        program.run("case", "link", id, BOB).ends(0);
        byte[] ours = certificate(program);
        server.deliver(bob.writes(ours, Program.ADDRESS, "m1@example.test", "bandicootkoerper dugonginhalt\n"));
        program.run("sync").ends(0);
        Answer first = program.json("list", "--limit", "1").getFirst();
        assertEquals(id, first.text("case"), "filed by its signature");
        program.run("send", "--to", BOB, "--case", id, "--subject", "Réponse", "--reply-to", first.text("id"),
                "--attach", program.file("dugong.txt", "dugonginhalt\n").toString(), "--body-file",
                program.file("answer", "fennecantwort\n").toString()).ends(0);
        program.run("sync").ends(0);
        assertTrue(bob.reads(server.inbox(BOB).getLast()).contains("fennecantwort"));

        signal.world.text(SignalOffice.BOB, "echidnasignal");
        signal.world.attachment(SignalOffice.BOB, "photo.txt", "text/plain",
                "echidnasignal".getBytes(StandardCharsets.US_ASCII));
        program.run("sync").ends(0);
        program.run("signal", "accept", SignalOffice.BOB, "--safety-number",
                program.json("signal", "show", SignalOffice.BOB).getFirst().text("safetyNumber")).ends(0);
        program.run("signal", "link", SignalOffice.BOB, BOB).ends(0);
        program.run("send", "--via", "signal", "--to", SignalOffice.BOB, "--case", id, "--body-file",
                program.file("answer", "fennecantwort\n").toString()).ends(0);
        program.run("sync").ends(0);
        for (Answer each : program.json("list", "--limit", "100")) {
            if (each.get("case") == null) {
                program.run("case", "tag", each.text("id"), "--case", id).ends(0);
            }
        }
        program.run("case", "note", id, "--body-file", program.file("note", "hoatzinnotiz\n").toString()).ends(0);
        program.run("case", "contact", id, "--kind", "call", "--body-file",
                program.file("call", "ibexanruf\n").toString()).ends(0);
        return id;
    }

    /// Somebody at a hub of their own, whose seat and ours know each other.
    private Program colleague(Program program, GreenRig server) throws Exception {
        Program colleague = Program.withVaultOf(Files.createDirectory(folder.resolve("amelie")), "Amélie", AMELIE);
        colleague.run("account", "add", "chat", "--address", AMELIE, "--imap", server.imap(), "--smtp", server.smtp(),
                "--user", AMELIE, "--password-file", colleague.file("password", "secret\n").toString()).ends(0);
        program.run("account", "add", "chat", "--address", Program.ADDRESS).ends(0);
        program.run("chat", "join", "--how", "vcard", program.file("theirs",
                colleague.json("chat", "invite").getFirst().text("vcard")).toString()).ends(0);
        colleague.run("chat", "join", "--how", "vcard", colleague.file("ours",
                program.json("chat", "invite").getFirst().text("vcard")).toString()).ends(0);
        return colleague;
    }

    /// The room of the case: a word there, and a colleague's.
    private static void talk(Program program, Program colleague, String id) throws Exception {
        program.run("chat", "new", "--case", id, "--member", AMELIE).ends(0);
        program.run("chat", "send", id, "--body-file", program.file("said", "kestrelsalon\n").toString()).ends(0);
        program.run("sync").ends(0);
        colleague.run("sync").ends(0);
        String room = colleague.json("chat", "list").getFirst().text("id");
        colleague.run("chat", "send", room, "--body-file", colleague.file("answer", "lemurantwort\n").toString())
                .ends(0);
        colleague.run("sync").ends(0);
        program.run("sync").ends(0);
        assertEquals(id, program.json("search", "lemurantwort").getFirst().text("case"));
    }

    private static void goesOn(Program program, GreenRig server, Correspondent bob, SignalOffice signal, String id)
            throws Exception {
        program.run("case", "reopen", id).ends(0);
        program.trusting(bob.certificate());
        server.deliver(bob.writes(certificate(program), Program.ADDRESS, "m2@example.test", "me revoilà\n"));
        signal.world.text(SignalOffice.BOB, "me revoilà");
        program.run("sync").ends(0);
        assertEquals(id, program.json("search", "revoilà").stream()
                .filter(each -> each.text("channel").equals("mail")).findFirst().orElseThrow().text("case"));
        program.run("send", "--to", BOB, "--case", id, "--subject", "Suite", "--body-file",
                program.file("answer", "on reprend\n").toString()).ends(0);
        program.run("sync").ends(0);
        assertTrue(bob.reads(server.inbox(BOB).getLast()).contains("on reprend"));
    }

    private static byte[] certificate(Program program) throws Exception {
        return program.run("key", "export", Program.ADDRESS).ends(0).out().getBytes(StandardCharsets.US_ASCII);
    }

    /// The only one of a mail, decoded.
    private static byte[] attachment(String inner) throws Exception {
        MimeBodyPart whole = new MimeBodyPart(
                new ByteArrayInputStream(inner.getBytes(StandardCharsets.ISO_8859_1)));
        MimeMultipart parts = (MimeMultipart) whole.getContent();
        BodyPart last = parts.getBodyPart(parts.getCount() - 1);
        assertTrue(String.valueOf(last.getFileName()).startsWith("data-"), "a name that says nothing");
        byte[] bytes = last.getInputStream().readAllBytes();
        assertArrayEquals(bytes, bytes.clone());
        return bytes;
    }

    /// Every message of a case by what it says, with the hashes of what came or left and of what was attached.
    private static Map<String, String> content(Program program, String id) throws Exception {
        Map<String, String> content = new TreeMap<>();
        try (Workspace open = program.open()) {
            open.vault()
                    .read(tx -> tx.list(
                            """
                                    SELECT m.channel || ' ' || m.direction || ' ' || m.date || ' ' || m.subject || ' ' || b.body AS said,
                                      hex(r.raw) || coalesce((SELECT group_concat(name || ':' || sha256) FROM message_attachment a
                                        WHERE a.message = m.id), '') AS bytes
                                    FROM message m JOIN message_body b ON b.message = m.id LEFT JOIN message_raw r ON r.message = m.id
                                    WHERE m.case_id = ?""",
                            row -> content.put(row.text("said"),
                                    Integer.toHexString(row.text("bytes").hashCode()) + row.text("bytes").length()),
                            id));
        }
        return content;
    }
}
