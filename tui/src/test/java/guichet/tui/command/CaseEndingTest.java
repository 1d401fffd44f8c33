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

class CaseEndingTest {
    @TempDir
    private Path folder;
    private Program program;
    private String id;

    @BeforeEach
    void aClosedCase() {
        program = Program.ofAlice(folder);
        id = program.oneJson("case", "new", "Eaux usées").text("id");
        program.runWith("hoatzinnotiz", "case", "note", id, "--body-file", "-").ends(Exit.DONE);
        program.run("case", "close", id).ends(Exit.DONE);
    }

    @Test
    void aCaseIsDestroyedOnlyByAClearYesAndLeavesItsCertificate() throws IOException {
        program.run("case", "destroy", id).ends(Exit.USAGE);
        program.run("case", "destroy", id, "--yes").ends(Exit.REFUSED);
        Path file = folder.resolve("certificate.txt");

        Json done = program.oneJson("case", "destroy", id, "--yes", "--reason", "Ne veut rien garder.", "--to",
                file.toString());

        assertEquals("done", done.text("stage"));
        assertEquals("alice", done.text("person"));
        String certificate = done.text("certificate");
        assertEquals(certificate, Files.readString(file));
        assertTrue(certificate.contains("1 note interne") && certificate.contains("1 internal note"));
        assertTrue(certificate.contains("Ne veut rien garder."));
        assertTrue(certificate.contains(done.text("head")));
        assertFalse(certificate.contains("Eaux"));
        assertTrue(program.run("search", "hoatzinnotiz").out().isEmpty());
        program.run("case", "show", id).ends(Exit.NOT_FOUND);
        assertEquals(List.of(), program.json("case", "list"));
        Json listed = program.oneJson("case", "destructions");
        assertEquals(id, listed.text("case"));
        assertEquals(certificate, program.oneJson("case", "certificate", id).text("certificate"));
        program.run("case", "certificate", "2026-0099").ends(Exit.NOT_FOUND);
        program.run("case", "destroy", id, "--yes").ends(Exit.DONE);

        Json verified = program.oneJson("journal", "verify");
        assertEquals(null, verified.get("firstBad"));
        assertTrue(Long.parseLong(String.valueOf(verified.get("erased"))) >= 3);
        Path head = program.file("head", certificate);
        program.run("journal", "verify", "--head", head.toString()).ends(Exit.DONE);
        assertEquals("2026-0002", program.oneJson("case", "new", "Next").text("id"));
    }

    @Test
    void aHoldKeepsACase() {
        program.run("case", "hold", id, "--reason", " ").ends(Exit.USAGE);
        program.run("case", "release", id).ends(Exit.FAILED);
        assertEquals("procès", program.oneJson("case", "hold", id, "--reason", "procès").text("hold"));
        program.run("case", "destroy", id, "--yes", "--reason", "x").ends(Exit.REFUSED);
        program.run("case", "release", id).ends(Exit.DONE);
        program.run("case", "destroy", id, "--yes", "--reason", "x").ends(Exit.DONE);
        assertEquals(List.of("case-destroyed"), program.json("journal", "list", "--case", id).stream()
                .map(entry -> entry.text("kind")).toList());
    }

    @Test
    void anOpenCaseIsNot() {
        program.run("case", "reopen", id).ends(Exit.DONE);
        assertTrue(program.run("case", "destroy", id, "--yes", "--reason", "x").ends(Exit.REFUSED).err()
                .contains("is open"));
        program.run("show", "1").ends(Exit.DONE);
    }
}
