package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseCommandsTest {
    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void aVault() {
        program = Program.ofAlice(folder);
    }

    @Test
    void aCaseIsOpenedAssignedClosedAndReopened() {
        Json opened = program.oneJson("case", "new", "Eaux usées : analyses falsifiées");
        assertEquals(List.of("id", "title", "state", "assignee", "opened", "closed", "unread", "messages"),
                opened.keys());
        String id = opened.text("id");
        assertEquals("2026-0001", id);
        assertEquals("open", opened.text("state"));
        assertEquals("alice", program.oneJson("case", "assign", id, "alice").text("assignee"));
        assertEquals("closed", program.oneJson("case", "close", id).text("state"));
        assertEquals("open", program.oneJson("case", "reopen", id).text("state"));
        assertEquals(List.of("case-reopened", "case-closed", "case-assigned", "case-opened"),
                program.json("journal", "list", "--case", id).stream().map(entry -> entry.text("kind")).toList());
    }

    @Test
    void aTitleMayComeFromAFile() {
        Path title = program.file("title", "Un titre que personne ne voit dans ps\n");
        assertEquals("Un titre que personne ne voit dans ps",
                program.oneJson("case", "new", "--title-file", title.toString()).text("title"));
        program.run("case", "new").ends(Exit.USAGE);
        program.run("case", "new", "One", "--title-file", title.toString()).ends(Exit.USAGE);
    }

    @Test
    void whatIsNotThereEndsWithFive() {
        for (String id : List.of("2026-0099", "nonsense", "1")) {
            program.run("case", "show", id).ends(Exit.NOT_FOUND);
            program.run("case", "close", id).ends(Exit.NOT_FOUND);
            program.run("show", "99" + id).ends(Exit.NOT_FOUND);
            program.run("contact", "show", "99" + id).ends(Exit.NOT_FOUND);
            program.run("key", "show", "99" + id).ends(Exit.NOT_FOUND);
            program.run("draft", "show", "99" + id).ends(Exit.NOT_FOUND);
            program.run("outbox", "retry", "99" + id).ends(Exit.NOT_FOUND);
            program.run("account", "remove", "99" + id).ends(Exit.NOT_FOUND);
            program.run("list", "--case", id).ends(Exit.NOT_FOUND);
        }
        String there = program.oneJson("case", "new", "There").text("id");
        program.run("case", "assign", there, "nobody").ends(Exit.NOT_FOUND);
        program.run("case", "tag", "77", "--case", there).ends(Exit.NOT_FOUND);
    }

    @Test
    void aNoteIsKeptInsideAndHasNoProtectionToShow() {
        String id = program.oneJson("case", "new", "One").text("id");
        Program.Ended noted = program.runWith("Appeler l'avocate\navant midi\n", "--json", "case", "note", id,
                "--body-file", "-").ends(Exit.DONE);
        String note = noted.json().getFirst().text("id");
        Json shown = program.oneJson("show", note);
        assertEquals("note", shown.text("channel"));
        assertEquals("Appeler l'avocate\navant midi", shown.text("body").strip());
        assertEquals(null, shown.get("protection"));
    }

    @Test
    void aContactInTheClearIsCountedAsAnExposure() {
        String id = program.oneJson("case", "new", "One").text("id");
        Path said = program.file("said", "A rappelé de son lieu de travail.\n");
        program.run("case", "contact", id, "--kind", "call", "--body-file", said.toString()).ends(Exit.DONE);
        Json exposure = program.oneJson("journal", "list", "--exposures");
        assertEquals("contact-in-clear", exposure.text("kind"));
        assertEquals(id, exposure.text("case"));
        assertEquals(1L, program.oneJson("journal", "report").get("contacts"));
        program.run("case", "contact", id, "--kind", "telepathy", "--body-file", said.toString()).ends(Exit.USAGE);
    }

    @Test
    void contactsAreAddedFoundLinkedAndMerged() {
        Json bob = program.oneJson("contact", "add", "--name", "Bob", "--address", "bob@example.org", "b2@example.org");
        assertEquals(List.of("bob@example.org", "b2@example.org"), bob.get("addresses"));
        Json robert = program.oneJson("contact", "add", "--name", "Robert", "--address", "robert@example.org");
        program.run("contact", "add", "--name", "Eve", "--address", "BOB@example.org").ends(Exit.USAGE);
        program.run("contact", "add", "--name", "Eve", "--address", "not an address").ends(Exit.USAGE);
        assertEquals(bob.text("id"), program.oneJson("contact", "show", "B2@example.org").text("id"));
        assertEquals(bob.text("id"), program.oneJson("contact", "show", "bob").text("id"));

        String id = program.oneJson("case", "new", "One").text("id");
        program.run("case", "link", id, "Robert").ends(Exit.DONE);
        assertEquals("Robert", program.oneJson("case", "show", id).objects("contacts").getFirst().text("name"));
        assertEquals(3, program.oneJson("contact", "merge", "Bob", "Robert").list("addresses").size());
        assertEquals("Bob", program.oneJson("case", "show", id).objects("contacts").getFirst().text("name"));
        program.run("contact", "show", robert.text("id")).ends(Exit.NOT_FOUND);
        program.run("contact", "merge", "Bob", "bob@example.org").ends(Exit.USAGE);
        program.run("case", "unlink", id, "Bob").ends(Exit.DONE);
        assertTrue(program.oneJson("case", "show", id).objects("contacts").isEmpty());
    }
}
