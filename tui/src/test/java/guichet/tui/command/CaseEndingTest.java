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

    @Test
    void anArchivedCaseIsNowhereInTheWorkspaceAndComesBackWithAReason() {
        Json archived = program.oneJson("case", "archive", id);
        assertEquals(1L, archived.get("messages"));
        assertEquals("", program.oneJson("case", "show", id).text("title"));
        assertTrue(program.run("search", "hoatzinnotiz").out().isEmpty());
        program.run("case", "archive", id).ends(Exit.REFUSED);
        program.run("case", "unarchive", id).ends(Exit.USAGE);
        program.run("case", "unarchive", id, "--reason", "une question").ends(Exit.DONE);
        assertEquals("Eaux usées", program.oneJson("case", "show", id).text("title"));
        assertFalse(program.run("search", "hoatzinnotiz").out().isEmpty());
        program.run("case", "unarchive", id, "--reason", "x").ends(Exit.FAILED);
        assertTrue(program.json("journal", "list", "--case", id).stream()
                .anyMatch(entry -> entry.text("kind").equals("archive-read")));
    }

    @Test
    void aBackupBringsEverythingBackButWhatWasDestroyedSince() throws IOException {
        String kept = program.oneJson("case", "new", "Un autre").text("id");
        program.run("case", "archive", id).ends(Exit.DONE);
        program.run("case", "unarchive", id, "--reason", "x").ends(Exit.DONE);
        Path backup = folder.resolve("backup");
        Path somebodysOwn = program.file("backup.part", "a file of somebody's");
        Json made = program.oneJson("backup", "--to", backup.toString(), "--verify");
        assertEquals(true, made.get("verified"));
        assertEquals(2L, made.get("cases"));
        assertEquals("a file of somebody's", Files.readString(somebodysOwn));
        program.run("backup", "--to", backup.toString()).ends(Exit.FAILED);
        assertEquals(backup.toString(), program.oneJson("backup", "list").text("file"));
        program.run("case", "destroy", id, "--yes", "--reason", "x").ends(Exit.DONE);

        String there = folder.resolve("restored").toString();
        program.run("--vault", there, "backup", "restore", program.file("nothing", "x").toString()).ends(Exit.ALTERED);
        Json restored = program.oneJson("--vault", there, "backup", "restore", backup.toString());
        assertEquals(List.of(id), restored.list("destroyed"));
        assertEquals(kept, program.oneJson("--vault", there, "case", "list").text("id"));
        assertTrue(program.run("--vault", there, "search", "hoatzinnotiz").out().isEmpty());
        assertEquals(null, program.oneJson("--vault", there, "journal", "verify").get("firstBad"));
        program.run("--vault", there, "backup", "restore", backup.toString()).ends(Exit.FAILED);
        assertFalse(Files.exists(folder.resolve("restored.restoring")));
        assertFalse(Files.exists(folder.resolve("restored.restoring.destroyed")));

        Files.delete(folder.resolve("vault.destroyed"));
        Files.delete(folder.resolve("restored.destroyed"));
        Path certificate = program.file("certificate",
                program.oneJson("case", "certificate", id).text("certificate"));
        String elsewhere = folder.resolve("elsewhere").toString();
        assertEquals(List.of(id), program.oneJson("--vault", elsewhere, "backup", "restore", backup.toString(),
                "--destroyed", certificate.toString()).list("destroyed"));

        program.run("backup", "delete", made.text("id")).ends(Exit.DONE);
        assertFalse(Files.exists(backup));
        program.run("backup", "delete", made.text("id")).ends(Exit.NOT_FOUND);
    }

    @Test
    void anArchivedCaseComesBackOutOfABackup() {
        program.run("case", "archive", id).ends(Exit.DONE);
        Path backup = folder.resolve("backup");
        program.run("backup", "--to", backup.toString()).ends(Exit.DONE);
        String there = folder.resolve("restored").toString();
        program.run("--vault", there, "backup", "restore", backup.toString()).ends(Exit.DONE);
        program.run("--vault", there, "case", "unarchive", id, "--reason", "x").ends(Exit.DONE);
        assertFalse(program.run("--vault", there, "search", "hoatzinnotiz").out().isEmpty());
    }

    @Test
    void aRuleOnlyTellsUnlessItMayActAlone() {
        program.run("retention", "rule").ends(Exit.USAGE);
        program.run("retention", "rule", "--archive", "-1").ends(Exit.USAGE);
        assertEquals(0L, program.oneJson("retention", "rule", "--archive", "0").get("archiveDays"));
        assertEquals("waits-for-a-word", program.oneJson("retention", "run").text("outcome"));
        program.run("retention", "rule", "--archive", "0", "--alone").ends(Exit.DONE);
        assertEquals("would-do", program.oneJson("retention", "run", "--dry-run").text("outcome"));
        assertFalse(program.run("search", "hoatzinnotiz").out().isEmpty());
        assertEquals("done", program.oneJson("retention", "run").text("outcome"));
        assertTrue(program.run("search", "hoatzinnotiz").out().isEmpty());
        program.run("retention", "rule", "--remove").ends(Exit.DONE);
        assertEquals(List.of(), program.json("retention", "list"));
        program.run("case", "kind", id, "bref").ends(Exit.DONE);
        program.run("retention", "rule", "bref", "--destroy", "0", "--alone").ends(Exit.DONE);
        assertEquals("refused", program.oneJson("retention", "run").text("outcome"));
        assertEquals("access",
                program.oneJson("case", "request", id, "access", "--decision", "Envoyé.").text("request"));
    }

    @Test
    void aPersonsRequestIsNotedAndAnsweredByWhatConcernsThem() throws IOException {
        program.run("contact", "add", "--name", "Bob", "--address", "bob@example.org").ends(Exit.DONE);
        program.run("case", "link", id, "Bob").ends(Exit.DONE);
        program.run("contact", "request", "Bob", "access").ends(Exit.USAGE);
        program.run("contact", "request", "Nobody", "access", "--decision", "Non.").ends(Exit.NOT_FOUND);
        assertEquals(List.of(id),
                program.oneJson("contact", "request", "Bob", "erasure", "--decision", "Oui.").list("cases"));
        Path to = Files.createDirectory(folder.resolve("answer"));
        String[] encrypted = {"contact", "request", "Bob", "access", "--decision", "Oui.", "--to", to.toString()};
        program.run(encrypted).ends(Exit.REFUSED);
        program.run("contact", "request", "Bob", "access", "--decision", "Oui.", "--to", to.toString(),
                "--unencrypted").ends(Exit.USAGE);
        String[] clear = {"contact", "request", "Bob", "access", "--decision", "Oui.", "--to", to.toString(),
                "--unencrypted", "--reason", "Remis en main propre."};
        Json done = program.oneJson(clear);
        assertEquals("none", done.text("protection"));
        assertTrue(Files.isRegularFile(Path.of(done.text("file")).resolve("data/transcript.txt")));
        assertEquals(2, program.json("journal", "list", "--kind", "person-request").size());
        assertEquals(1, program.json("journal", "list", "--exposures").size());
        program.run(clear).ends(Exit.FAILED);

        program.run("case", "archive", id).ends(Exit.DONE);
        program.run(clear).ends(Exit.REFUSED);
    }
}
