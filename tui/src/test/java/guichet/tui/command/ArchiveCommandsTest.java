package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Gpg;
import guichet.crypto.Peer;
import guichet.crypto.RequiresPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCommandsTest {
    private static final String REASON = "essai avec le système d'archivage";

    @TempDir
    private Path folder;
    private Program program;
    private String id;
    private Path out;

    @BeforeEach
    void aCaseThatEnds() throws Exception {
        program = Program.ofAlice(folder);
        id = program.oneJson("case", "new", "Eaux usées").text("id");
        program.runWith("Appeler l'avocate.\n", "case", "note", id, "--body-file", "-").ends(Exit.DONE);
        program.runWith("A rappelé.\n", "case", "contact", id, "--kind", "call", "--body-file", "-").ends(Exit.DONE);
        Path mail = program.file("a.eml", """
                From: Bob <bob@example.org>
                To: alice@guichet.example
                Subject: =?utf-8?Q?Relev=C3=A9s?=
                Date: Mon, 23 Nov 2026 08:00:00 +0000
                Message-ID: <m1@example.org>

                Voici les chiffres.
                """);
        String message = program.oneJson("import", mail.toString()).text("id");
        program.run("case", "tag", message, "--case", id).ends(Exit.DONE);
        program.run("case", "close", id).ends(Exit.DONE);
        out = Files.createDirectory(folder.resolve("out"));
    }

    @Test
    void withoutAKeyNothingIsExported() throws Exception {
        program.run("case", "export", id, "--to", out.toString()).ends(Exit.REFUSED);
        program.run("case", "export", id, "--to", out.toString(), "--unencrypted").ends(Exit.USAGE);
        program.run("case", "export", id, "--to", out.toString(), "--unencrypted", "--reason", "court")
                .ends(Exit.USAGE);
        program.run("case", "export", "2026-0099", "--to", out.toString()).ends(Exit.NOT_FOUND);
        assertTrue(isEmpty(out));
    }

    @Test
    void theEnginesKeyIsRememberedAndNothingIsOverwritten() throws Exception {
        Path key = program.file("engine.asc", Cast.amelie().certificate().armored());
        Json done = program.oneJson("case", "export", id, "--to", out.toString(), "--engine-key", key.toString());
        assertEquals("end-to-end", done.text("protection"));
        assertEquals(out.resolve(id + ".tar.gpg").toString(), done.text("file"));
        program.run("case", "export", id, "--to", out.toString()).ends(Exit.FAILED);
        Path second = Files.createDirectory(folder.resolve("second"));
        assertEquals(done.text("payload").length(), program.oneJson("case", "export", id, "--to", second.toString())
                .text("payload").length());
        assertEquals(List.of(id + ".tar.gpg"), names(second));
    }

    @Test
    void inTheClearItIsAnExposureThatStandsInTheJournalFirst() throws Exception {
        Json done = program.oneJson("case", "export", id, "--to", out.toString(), "--unencrypted", "--reason",
                REASON);
        assertEquals("none", done.text("protection"));
        Json exposure = program.json("journal", "list", "--case", id, "--exposures").getFirst();
        assertEquals(REASON, exposure.text("reason"));
        String entries = Files.readString(out.resolve(id).resolve("data/journal/entries.json"));
        assertTrue(entries.contains(REASON), "the entry is older than the first byte");
        assertTrue(program.run("journal", "verify").ends(Exit.DONE).err().isEmpty());
    }

    @Test
    void aLinkInTheWayIsNotFollowed() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(out.resolve(id), elsewhere);
        program.run("case", "export", id, "--to", out.toString(), "--unencrypted", "--reason", REASON)
                .ends(Exit.FAILED);
        assertTrue(isEmpty(elsewhere));
        assertEquals(List.of(id), names(out));
    }

    @Test
    void whereNothingCanBeWrittenNothingIsCalledExported() throws Exception {
        Path full = Path.of("/dev/full-" + folder.getFileName());
        program.run("case", "export", id, "--to", full.toString(), "--unencrypted", "--reason", REASON)
                .ends(Exit.FAILED);
        Path readOnly = Path.of("/proc");
        program.run("case", "export", id, "--to", readOnly.toString(), "--unencrypted", "--reason", REASON)
                .ends(Exit.FAILED);
        assertTrue(program.json("journal", "list", "--case", id).stream()
                .noneMatch(entry -> entry.text("kind").equals("case-exported")));
        program.run("archive-key", "generate").ends(Exit.DONE);
        for (Path nowhere : List.of(full.resolve("f.bin"), readOnly.resolve("f.bin"))) {
            program.run("case", "seal", id, "--danger", "no", "--to", nowhere.toString()).ends(Exit.FAILED);
            program.run("backup", "--to", nowhere.toString()).ends(Exit.FAILED);
        }
        List<Json> told = program.json("journal", "list");
        assertTrue(told.stream().noneMatch(entry -> entry.text("kind").equals("case-sealed")));
        assertEquals(Set.of("backup-made"), told.stream().filter(entry -> entry.text("kind").startsWith("backup"))
                .map(entry -> entry.text("kind")).collect(java.util.stream.Collectors.toSet()));
        assertEquals("not done", told.stream().filter(entry -> entry.text("kind").equals("backup-made")).findFirst()
                .orElseThrow().text("detail"));
        assertEquals(List.of(), program.json("backup", "list"));
    }

    @Test
    @RequiresPeer({"sha512sum", "neomutt", "notmuch", "script"})
    void otherProgramsReadTheBag() throws Exception {
        program.run("case", "export", id, "--to", out.toString(), "--unencrypted", "--reason", REASON)
                .ends(Exit.DONE);
        Path bag = out.resolve(id);
        for (String manifest : List.of("manifest-sha512.txt", "tagmanifest-sha512.txt")) {
            Peer.run(bag, Map.of(), new byte[0], List.of("sha512sum", "--strict", "--quiet", "-c", manifest)).good();
        }
        Path maildir = Files.createDirectories(folder.resolve("mail"));
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectory(maildir.resolve(part));
        }
        try (Stream<Path> mails = Files.list(bag.resolve("data/messages"))) {
            for (Path each : mails.toList()) {
                Files.copy(each.resolve("read.eml"), maildir.resolve("cur").resolve(each.getFileName() + ":2,S"));
            }
        }
        Path config = program.file("notmuch",
                "[database]\npath=" + maildir + "\n[user]\nname=a\nprimary_email=a@b.c\n");
        Map<String, String> around = Map.of("NOTMUCH_CONFIG", config.toString(), "HOME", folder.toString());
        Peer.run(folder, around, new byte[0], List.of("notmuch", "new", "--quiet")).good();
        assertEquals("3",
                Peer.run(folder, around, new byte[0], List.of("notmuch", "count", "*")).good().text().strip());
        assertTrue(Peer.run(folder, around, new byte[0], List.of("notmuch", "show", "Appeler")).good().text()
                .contains("Appeler l'avocate."));
        assertTrue(Peer.run(folder, around, new byte[0], List.of("notmuch", "search", "subject:Relevés")).good().text()
                .contains("Relevés"));
        neomuttListsAndOpensThem(maildir);
    }

    /// On a terminal of 100 columns, as a person starts it: what it lists, and what it hands on of each message that it opens.
    private void neomuttListsAndOpensThem(Path maildir) throws Exception {
        Path opened = folder.resolve("opened");
        Path config = program.file("neomuttrc", """
                set folder="%s"
                set index_format="[%%C %%s]"
                set pipe_decode=yes
                set wait_key=no
                """.formatted(maildir));
        Peer.Ran ran = Peer.run(folder, Map.of("HOME", folder.toString(), "TERM", "xterm", "LC_ALL", "C.UTF-8"),
                new byte[0],
                List.of("script", "-qec", "stty cols 100 rows 30; neomutt -n -F " + config + " -R -f " + maildir
                        + " -e 'push <tag-pattern>.<enter><tag-prefix><pipe-message>cat\\ >>" + opened
                        + "<enter><exit>'", "/dev/null"))
                .good();
        assertTrue(ran.text().contains("[Msgs:3 "), ran::text);
        assertTrue(ran.text().contains(" Relevés]"), ran::text);
        String read = Files.readString(opened);
        for (String said : List.of("Voici les chiffres.", "Appeler l'avocate.", "A rappelé.")) {
            assertTrue(read.contains(said), read);
        }
    }

    @Test
    void sealedKeptForYearsAndBackInANewVault(@TempDir Path other) throws Exception {
        Json sheets = program.oneJson("archive-key", "generate", "--outside");
        Path sheet = program.file("sheet.asc", sheets.text("key"));
        Path code = program.file("code", sheets.text("code") + "\n");
        Path sealed = out.resolve("f.bin");
        program.run("case", "seal", id, "--danger", "yes", "--to", sealed.toString()).ends(Exit.REFUSED);
        assertTrue(isEmpty(out));
        Json done = program.oneJson("case", "seal", id, "--danger", "no", "--to", sealed.toString());
        assertEquals(List.of(sealed.toString()), done.get("files"));
        assertFalse(done.text("letter").contains(id));
        program.run("case", "sealed-received", id).ends(Exit.DONE);
        assertEquals(List.of("seal-delivered", "case-sealed", "seal-asked", "seal-asked"),
                program.json("journal", "list", "--case", id).stream().map(entry -> entry.text("kind")).limit(4)
                        .toList());

        program.run("case", "restore", sealed.toString()).ends(Exit.NO_ACCESS);
        Path aliceCertificate = other.resolve("alice.asc");
        Files.writeString(aliceCertificate, program.oneJson("key", "export", "alice").text("armored"));
        Program later = new Program(other);
        later.run("init", "--name", "zoe", "--address", "zoe@guichet.example").ends(Exit.DONE);
        String[] restore = {"case", "restore", sealed.toString(), "--archive-key", sheet.toString(),
                "--archive-code-file", code.toString()};
        later.run(restore).ends(Exit.ALTERED);
        String fingerprint = later.oneJson("key", "import", aliceCertificate.toString()).text("fingerprint");
        later.run("key", "accept", fingerprint).ends(Exit.DONE);
        Json readable = later.oneJson(Stream.concat(Stream.of(restore), Stream.of("--dry-run"))
                .toArray(String[]::new));
        assertEquals("readable", readable.text("status"));
        assertEquals("accepted", readable.text("signerIs"));
        Program.Ended unnamed = later.run(restore).ends(Exit.REFUSED);
        assertTrue(unnamed.err().contains(fingerprint), unnamed::err);
        assertEquals("", unnamed.out(), "nothing is said to be restored");
        later.run("case", "show", id).ends(Exit.NOT_FOUND);
        assertEquals("restored", later.oneJson(Stream.concat(Stream.of(restore), Stream.of("--signer", fingerprint))
                .toArray(String[]::new)).text("status"));
        assertEquals("Eaux usées", later.oneJson("case", "show", id).text("title"));
        assertEquals(3, later.json("list", "--case", id).size());
        assertEquals(1, later.json("search", "chiffres").size());
        later.run("journal", "verify").ends(Exit.DONE);
        later.run(restore).ends(Exit.REFUSED);
    }

    @Test
    void sentThroughTheGateAndWhatItRefusesIsNotCalledSent() throws Exception {
        program.run("archive-key", "generate").ends(Exit.DONE);
        String[] seal = {"case", "seal", id, "--danger", "no", "--send", "--address", Cast.bob().address()};
        try (PostOffice post = new PostOffice()) {
            post.addTo(program);
            Program.Ended refused = program.run(seal).ends(Exit.REFUSED);
            assertTrue(refused.err().contains("0 of 1"), refused::err);
            assertTrue(post.received().isEmpty());
            assertEquals(1, program.json("draft", "list").size());
            program.run("key", "import", program.file("bob.asc", Cast.bob().certificate().armored()).toString())
                    .ends(Exit.DONE);
            program.run("key", "accept", Cast.bob().certificate().fingerprint().hex()).ends(Exit.DONE);
            Program.Ended sent = program.run(seal).ends(Exit.DONE);
            assertTrue(sent.err().contains("on its way, in 1"), sent::err);
            assertEquals(1, post.received().size());
            assertTrue(post.received().getFirst().contains("BEGIN PGP MESSAGE"));
        }
    }

    @Test
    void theWholeCircleInOneVault() throws Exception {
        program.run("archive-key", "generate").ends(Exit.DONE);
        Path sealed = out.resolve("f.bin");
        List<String> before = shown();
        program.run("case", "seal", id, "--danger", "no", "--to", sealed.toString()).ends(Exit.DONE);
        program.run("case", "restore", sealed.toString()).ends(Exit.REFUSED);
        program.run("case", "sealed-received", id).ends(Exit.DONE);
        program.run("case", "destroy", id, "--yes").ends(Exit.DONE);
        program.run("list", "--case", id).ends(Exit.NOT_FOUND);
        program.run("search", "avocate").ends(Exit.DONE);
        assertEquals("restored", program.oneJson("case", "restore", sealed.toString()).text("status"));
        assertEquals(before, shown());
        assertEquals(1, program.json("search", "avocate").size());
        program.run("journal", "verify").ends(Exit.DONE);
        program.at(Cast.NOW.plus(Duration.ofDays(1)));
        program.run("case", "reopen", id).ends(Exit.DONE);
        program.runWith("La suite.\n", "case", "note", id, "--body-file", "-").ends(Exit.DONE);
        assertEquals(4, program.json("list", "--case", id).size());
        Json past = program.json("journal", "list", "--case", id, "--past").getLast();
        assertEquals("case-opened", past.text("kind"));
        program.oneJson("case", "export", id, "--to", out.toString(), "--unencrypted", "--reason", REASON);
        String entries = Files.readString(out.resolve(id).resolve("data/journal/entries.json"));
        assertTrue(entries.contains(": call\""), "what was erased here is in the journal of then");
        program.run("case", "close", id).ends(Exit.DONE);
        program.run("case", "destroy", id, "--yes").ends(Exit.REFUSED);
        program.run("case", "destroy", id, "--yes", "--reason", "elle a l'archive d'avant").ends(Exit.DONE);
        program.run("journal", "list", "--case", id, "--past").ends(Exit.DONE);
        assertTrue(program.json("journal", "list", "--case", id, "--past").isEmpty());
    }

    private List<String> shown() {
        return program.json("list", "--case", id).stream().map(line -> program.oneJson("show", line.text("id")))
                .map(message -> message.text("channel") + message.text("date") + message.text("body")
                        + message.text("subject"))
                .toList();
    }

    @Test
    @RequiresPeer("gpg")
    void theEngineOpensItsExportByItsOwnKey() throws Exception {
        Path key = program.file("engine.asc", Cast.bob().certificate().armored());
        program.run("case", "export", id, "--to", out.toString(), "--engine-key", key.toString()).ends(Exit.DONE);
        try (Gpg gpg = Gpg.start()) {
            gpg.importing(Cast.bob().key().bytes());
            gpg.run(Files.readAllBytes(out.resolve(id + ".tar.gpg")), "--faked-system-time=20261123T090000!",
                    "--output", gpg.home().resolve("bag.tar").toString(), "--decrypt");
            Peer.run(gpg.home(), Map.of(), new byte[0], List.of("tar", "-xf", "bag.tar")).good();
            Peer.run(gpg.home().resolve(id), Map.of(), new byte[0],
                    List.of("sha512sum", "--strict", "--quiet", "-c", "manifest-sha512.txt")).good();
            Peer.run(gpg.home(), Map.of(), new byte[0], List.of("rm", "-r", id)).good();
        }
    }

    private static boolean isEmpty(Path folder) throws Exception {
        return names(folder).isEmpty();
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
