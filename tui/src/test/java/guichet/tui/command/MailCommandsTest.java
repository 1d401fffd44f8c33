package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `import`, `list`, `show`, `search`, `attachment`, `case tag`: mail that is there.
class MailCommandsTest {
    private static final String MAIL = """
            From: "Bob \u202e" <bob@example.org>
            To: alice@guichet.example
            Subject: Documents demand=?utf-8?Q?=C3=A9s?= \u001b]0;pwned\u0007
            Date: Mon, 23 Nov 2026 08:00:00 +0000
            Message-ID: <one@example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Voici les analyses. \u001b[2J\u009b31m
            --b
            Content-Type: text/plain; name="../../etc/passwd"
            Content-Disposition: attachment; filename="../../etc/passwd"

            the attached words
            --b--
            """.replace("\n", "\r\n");

    @TempDir
    private Path folder;
    private Program program;
    private String id = "";

    @BeforeEach
    void oneImportedMail() {
        program = Program.ofAlice(folder);
        Json imported = program.oneJson("import", program.file("one.eml", MAIL).toString());
        assertEquals("imported", imported.text("status"));
        id = imported.text("id");
    }

    @Test
    void theSameMailAgainIsADuplicateAndWhatIsNoneFails() {
        Json again = program.oneJson("import", folder.resolve("one.eml").toString());
        assertEquals("duplicate", again.text("status"));
        assertEquals(id, again.text("id"));
        Program.Ended ended = program.run("--json", "import", folder.resolve("missing.eml").toString(),
                folder.resolve("one.eml").toString()).ends(Exit.FAILED);
        assertEquals(List.of("failed", "duplicate"), ended.json().stream().map(line -> line.text("status")).toList());
        assertTrue(ended.json().getFirst().has("error"));
    }

    @Test
    void anImportThatTakesLongTellsHowFarItIsBesideItsAnswers() {
        String small = "From x\nMessage-ID: <%s@x>\n\nbody\n\n";
        String large = small.formatted("large").replace("body", ("x".repeat(70) + "\n").repeat(17 << 20 >> 6));
        Path mbox = program.file("old.mbox", small.formatted("a") + large + small.formatted("b") + "From x\nno mail\n");
        Program.Ended ended = program.run("--json", "import", mbox.toString()).ends(Exit.FAILED);
        assertEquals(List.of("imported", "imported", "imported", "failed"),
                ended.json().stream().map(line -> line.text("status")).toList());
        assertTrue(ended.err().contains("100 % read: 3 taken in, 0 there already, 1 not taken in"), ended.err());

        Program.Ended again = program.run("--lang", "fr", "import", mbox.toString()).ends(Exit.FAILED);
        assertTrue(again.err().replaceAll("[\\u00a0\\u202f]", " ")
                .contains("100 % lus : 0 repris, 3 déjà là, 1 non repris"), again.err());
        assertEquals("", program.run("import", folder.resolve("one.eml").toString()).ends(Exit.DONE).err());
    }

    @Test
    void showTellsEverythingThatTheContractNames() {
        Json shown = program.oneJson("show", id);
        assertEquals(
                List.of("id", "channel", "direction", "case", "from", "to", "cc", "date", "received", "subject", "body",
                        "protection", "attachments", "thread", "read"),
                shown.keys());
        assertEquals("none", shown.at("protection").text("encryption"));
        assertEquals("none", shown.at("protection").text("signature"));
        assertEquals(List.of("encryption", "signature", "signer", "senderMatches", "problems"),
                shown.at("protection").keys());
        Json attachment = shown.objects("attachments").getFirst();
        assertEquals(List.of("n", "name", "type", "size", "sha256"), attachment.keys());
        assertEquals(1L, attachment.get("n"));
        assertEquals("2026-11-23T08:00:00Z", shown.text("date"));
    }

    @Test
    void showMarksItReadUnlessToldNotTo() {
        assertEquals(1, program.json("list", "--unread").size());
        program.run("show", "--keep-unread", id).ends(Exit.DONE);
        assertEquals(1, program.json("list", "--unread").size());
        assertEquals(true, program.oneJson("show", id).get("read"));
        assertEquals(0, program.json("list", "--unread").size());
    }

    @Test
    void noControlCharacterOfAMessageReachesATerminalInAnyView() {
        for (List<String> typed : List.of(List.of("show", id), List.of("list"), List.of("search", "analyses"),
                List.of("--json", "show", id), List.of("--json", "list"), List.of("list", "--to-sort"))) {
            String out = program.run(typed.toArray(String[]::new)).ends(Exit.DONE).out();
            assertFalse(out.isEmpty());
            assertTrue(out.codePoints().noneMatch(c -> c != '\n'
                    && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)), typed.toString());
        }
    }

    @Test
    void aListedMessageTellsEverythingThatTheContractNames() {
        Json listed = program.oneJson("list", "--channel", "mail", "--limit", "5");
        assertEquals(List.of("id", "channel", "direction", "case", "from", "date", "subject", "snippet", "read",
                "protection"), listed.keys());
        assertEquals(0, program.json("list", "--channel", "note").size());
        program.run("list", "--unread", "--to-sort").ends(Exit.USAGE);
    }

    @Test
    void aMessageIsFiledAndTakenOut() {
        String inCase = program.oneJson("case", "new", "One").text("id");
        assertEquals(1L, program.oneJson("case", "tag", id, "--case", inCase).get("messages"));
        assertEquals(id, program.oneJson("list", "--case", inCase).text("id"));
        assertEquals(0, program.json("list", "--to-sort").size());
        assertEquals(id, program.oneJson("search", "analyses", "--case", inCase).text("id"));
        program.run("case", "untag", id).ends(Exit.DONE);
        assertEquals(1, program.json("list", "--to-sort").size());
    }

    @Test
    void searchIsNeverASyntaxError() {
        for (String query : List.of("analys*", "\"les analyses\"", "\"", "a AND", "* OR", "NEAR(", "subject:",
                "'; DROP", "-"
                        + "x".repeat(300))) {
            program.run("search", "--", query).ends(Exit.DONE);
        }
        assertEquals(1, program.json("search", "ANALYSES").size());
    }

    @Test
    void anAttachmentIsWrittenOnceJournalledAndNeverOverAnother() throws IOException {
        Path to = folder.resolve("out.txt");
        String sha256 = program.oneJson("show", id).objects("attachments").getFirst().text("sha256");
        assertEquals(sha256, program.oneJson("attachment", id, "1", "--to", to.toString()).text("sha256"));
        assertTrue(Files.readString(to).startsWith("the attached words"));
        assertEquals(sha256, program.oneJson("journal", "list", "--kind", "attachment-written").text("digest"));
        program.run("attachment", id, "1", "--to", to.toString()).ends(Exit.FAILED);
        program.run("attachment", id, "2", "--to", folder.resolve("no").toString()).ends(Exit.NOT_FOUND);
        assertEquals(1, program.json("journal", "list", "--kind", "attachment-written").size());
    }
}
