package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two hubs in one room, over real servers, by commands alone.
class ChatRoomsTest {
    @TempDir
    private Path folder;
    private PostOffice post;
    private Program alice;
    private Program amelie;

    @BeforeEach
    void twoHubsThatKnowEachOther() throws IOException {
        post = new PostOffice();
        alice = hub("alice");
        amelie = hub("amelie");
        know(alice, amelie);
        know(amelie, alice);
    }

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void aConversationGoesThereAndBackAndTheServerLearnsNothingOfIt() {
        String room = alice.oneJson("chat", "new", "--team", "--member", "amelie@guichet.example").text("room");
        Json sent = alice.oneJson("chat", "send", "team", "--body-file", text(alice, "La réunion est à 14 h."));
        assertEquals("sent", sent.text("status"));
        assertEquals("end-to-end", sent.text("protection"));

        amelie.run("sync").ends(Exit.DONE);
        Json theirs = amelie.oneJson("chat", "list");
        assertEquals(1L, theirs.get("unread"));
        Json said = said(amelie, theirs.text("id")).getFirst();
        assertEquals("La réunion est à 14 h.", said.text("body"));
        assertEquals(0L, amelie.oneJson("chat", "list").get("unread"));
        amelie.oneJson("send", "--via", "chat", "--to", theirs.text("id"), "--body-file", text(amelie, "J'y serai."),
                "--reply-to", said.text("id"), "--attach", amelie.file("plan.txt", "un plan\n").toString());

        alice.run("sync").ends(Exit.DONE);
        Json answer = said(alice, room).getLast();
        assertEquals("J'y serai.", answer.text("body"));
        assertEquals("plan.txt", answer.objects("attachments").getFirst().text("name"));
        assertEquals("La réunion est à 14 h.", answer.at("quote").text("text"));
        for (String mail : post.received()) {
            assertFalse(mail.contains("union") || mail.contains("plan") || mail.contains("quipe"), mail);
        }
    }

    @Test
    void nobodyFromOutsideTheStaffListGetsInAndACasesContactNever() {
        alice.run("contact", "add", "--name", "Bob", "--address", "bob@example.org").ends(Exit.DONE);
        String id = alice.oneJson("case", "new", "Eaux usées").text("id");
        alice.run("case", "link", id, "bob@example.org").ends(Exit.DONE);
        alice.oneJson("chat", "new", "--case", id, "--member", "amelie@guichet.example");

        Program.Ended contact = alice.run("chat", "add", id, "bob@example.org").ends(Exit.REFUSED);
        assertTrue(contact.err().contains("is the contact of case"), contact.err());
        alice.run("chat", "add", id, "carol@example.org").ends(Exit.REFUSED);

        assertEquals(List.of("alice@guichet.example", "amelie@guichet.example"),
                alice.json("chat", "members", id).stream().map(member -> member.text("address")).toList());
        alice.run("chat", "new", "--case", id).ends(Exit.REFUSED);
        alice.run("chat", "new", "x", "--member", "bob@example.org").ends(Exit.REFUSED);
    }

    @Test
    void whatIsSaidInACasesRoomStandsInTheCaseAndNoAnswerLeadsOutside() {
        alice.run("contact", "add", "--name", "Bob", "--address", "bob@example.org").ends(Exit.DONE);
        String id = alice.oneJson("case", "new", "Eaux usées").text("id");
        alice.oneJson("chat", "new", "--case", id, "--member", "amelie@guichet.example");
        alice.oneJson("chat", "send", id, "--body-file", text(alice, "Page 3 est fausse."));

        Json line = alice.json("list", "--case", id).getFirst();
        assertEquals("chat", line.text("channel"));
        Program.Ended leak = alice.run("send", "--to", "bob@example.org", "--reply-to", line.text("id"),
                "--body-file", text(alice, "Voici."));
        assertTrue(leak.exit() == Exit.REFUSED.code() || leak.exit() == Exit.USAGE.code(), leak.out() + leak.err());
        assertEquals(List.of(), alice.json("outbox", "list").stream().filter(row -> row.text("channel").equals("mail"))
                .toList());
    }

    @Test
    void aRoomThatAColleagueMadeBecomesACasesHere() {
        alice.oneJson("chat", "new", "Eaux", "--member", "amelie@guichet.example");
        alice.oneJson("chat", "send", "1", "--body-file", text(alice, "Page 3 est fausse."));
        amelie.run("sync").ends(Exit.DONE);
        String id = amelie.oneJson("case", "new", "Eaux usées").text("id");
        String room = amelie.oneJson("chat", "list").text("id");

        assertEquals("case", amelie.oneJson("chat", "assign", room, "--case", id).text("kind"));

        assertEquals("chat", amelie.json("list", "--case", id).getFirst().text("channel"));
        amelie.run("chat", "assign", room).ends(Exit.USAGE);
        assertEquals("group", amelie.oneJson("chat", "assign", room, "--group").text("kind"));
        assertEquals(List.of(), amelie.json("list", "--case", id));
    }

    @Test
    void whoWasRemovedGetsNothingOfItAnyMore() {
        String room = alice.oneJson("chat", "new", "Groupe", "--member", "amelie@guichet.example").text("room");
        amelie.run("sync").ends(Exit.DONE);
        alice.run("chat", "remove", room, "amelie@guichet.example").ends(Exit.DONE);
        alice.run("chat", "send", room, "--body-file", text(alice, "Entre nous.")).ends(Exit.REFUSED);
        amelie.run("sync").ends(Exit.DONE);

        assertEquals("left", amelie.oneJson("chat", "list").text("state"));
        amelie.run("chat", "send", amelie.oneJson("chat", "list").text("id"), "--body-file",
                text(amelie, "Bonjour ?")).ends(Exit.REFUSED);
    }

    private static List<Json> said(Program program, String room) {
        return program.json("chat", "read", room).stream().filter(line -> line.text("line").equals("said")).toList();
    }

    private static String text(Program program, String words) {
        return program.file("text.txt", words + "\n").toString();
    }

    private Program hub(String name) throws IOException {
        Program program = new Program(Files.createDirectory(folder.resolve(name)));
        program.run("init", "--name", name, "--address", name + "@guichet.example").ends(Exit.DONE);
        post.addTo(program, name);
        program.run("account", "add", "chat", "--address", name + "@guichet.example").ends(Exit.DONE);
        return program;
    }

    private static void know(Program one, Program other) {
        Path card = one.folder().resolve("card-of-colleague.vcf");
        other.run("chat", "invite", "--to", card.toString()).ends(Exit.DONE);
        one.run("chat", "join", card.toString(), "--how", "vcard").ends(Exit.DONE);
    }
}
