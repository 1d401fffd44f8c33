package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.MessageFilter;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportTest {
    @TempDir
    private Path folder;
    private TestDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void saysOfEachFileWhatBecameOfIt() throws Exception {
        Path good = write("a.eml", mail("a", "one"));
        Path again = write("b.eml", mail("a", "one"));
        Path noMail = write("c.eml", "PK\3\4 something else entirely");
        Path missing = folder.resolve("d.eml");
        List<ImportResult> results = run(good, again, noMail, missing);

        ImportResult.Imported imported = assertInstanceOf(ImportResult.Imported.class, results.get(0));
        assertEquals(List.of(imported, new ImportResult.Duplicate(again.toString(), imported.id()),
                new ImportResult.Failed(noMail.toString(), ImportResult.Why.NOT_A_MAIL),
                new ImportResult.Failed(missing.toString(), ImportResult.Why.NOT_READABLE)), results);
    }

    @Test
    void importingAgainAddsNothing() throws Exception {
        write("a.eml", mail("a", "one"));
        write("sub/b.EML", mail("b", "two"));
        write("notes.txt", "not mail, and not named like it");
        assertEquals(2, run(folder).size());
        for (ImportResult result : run(folder)) {
            assertInstanceOf(ImportResult.Duplicate.class, result);
        }
        assertEquals(List.of("two", "one"), bodies());
    }

    @Test
    void takesAnMboxApartAndUnquotesIt() throws Exception {
        Path mbox = write("old mail", """
                From bob@example.org Mon Nov 23 09:00:00 2026
                From: bob@example.org
                Message-ID: <1@x>

                one
                >From here on
                >>From there
                From within a paragraph

                From bob@example.org Mon Nov 23 09:00:01 2026
                From: bob@example.org
                Message-ID: <2@x>

                two
                """);
        List<ImportResult> results = run(mbox);
        assertEquals(List.of(mbox + "#1", mbox + "#2"), results.stream().map(ImportResult::file).toList());
        assertEquals(List.of("two", "one\nFrom here on\n>From there\nFrom within a paragraph"), bodies());
    }

    @Test
    void anMboxWithWindowsLineEndsIsOneToo() throws Exception {
        Path mbox = write("x.mbox",
                "From a\r\nMessage-ID: <1@x>\r\n\r\none\r\n\r\nFrom b\r\nMessage-ID: <2@x>\r\n\r\ntwo\r\n");
        assertEquals(2, run(mbox).size());
        assertEquals(List.of("two", "one"), bodies());
    }

    @Test
    void theSameMailFromAnMboxAndFromAFileIsOne() throws Exception {
        Path eml = write("a.eml", mail("a", "one"));
        Path mbox = write("box", "From x\n" + mail("a", "one").replace("\r\n", "\n") + "\n");
        assertInstanceOf(ImportResult.Imported.class, run(eml).getFirst());
        assertInstanceOf(ImportResult.Duplicate.class, run(mbox).getFirst());
    }

    @Test
    void takesAMaildirWithItsFoldersButNothingHalfWritten() throws Exception {
        for (String name : List.of("cur", "new", "tmp", ".Sent/cur", ".Sent/new")) {
            Files.createDirectories(folder.resolve(name));
        }
        write("cur/1732.M1P2.host:2,S", mail("a", "one"));
        write("new/1733.M1P2.host", mail("b", "two"));
        write("tmp/1734.M1P2.host", mail("c", "half"));
        write(".Sent/cur/1735.M1P2.host:2,S", mail("d", "four"));
        write("dovecot.index", "\1\2\3");
        assertEquals(3, run(folder).size());
    }

    @Test
    void aFolderWithoutMailSaysSo() throws Exception {
        write("notes.txt", "x");
        assertEquals(List.of(new ImportResult.Failed(folder.toString(), ImportResult.Why.NO_MAIL_INSIDE)), run(folder));
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        Path elsewhere = Files.createTempFile("guichet-elsewhere", ".eml");
        try {
            Files.writeString(elsewhere, mail("a", "one"));
            Files.createSymbolicLink(folder.resolve("link.eml"), elsewhere);
            Files.createSymbolicLink(folder.resolve("loop"), folder);
            assertEquals(List.of(new ImportResult.Failed(folder.toString(), ImportResult.Why.NO_MAIL_INSIDE)),
                    run(folder));
        } finally {
            Files.delete(elsewhere);
        }
    }

    @Test
    void canBeCancelled() throws Exception {
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            mbox.append("From x\nMessage-ID: <").append(i).append("@x>\n\nbody\n\n");
        }
        Path file = write("box", mbox.toString());
        List<ImportResult> results = new ArrayList<>();
        new FileImport(desk.intake(), results::add).run(List.of(file), () -> !results.isEmpty());
        assertEquals(500, results.size());
        assertEquals(500, desk.read(tx -> desk.messages.counts(tx)).unread());
    }

    @Test
    void aLineOfTheWholeFileAndATornMboxDoNoHarm() throws Exception {
        Path torn = write("torn", "From x\nMessage-ID: <1@x>\n\nbegun and never");
        Path oneLine = write("line", "From " + "x".repeat(3_000_000));
        assertInstanceOf(ImportResult.Imported.class, run(torn).getFirst());
        assertTrue(run(oneLine).stream().allMatch(ImportResult.Failed.class::isInstance));
    }

    private List<ImportResult> run(Path... paths) throws VaultException {
        List<ImportResult> results = new ArrayList<>();
        new FileImport(desk.intake(), results::add).run(List.of(paths), () -> false);
        return results;
    }

    private List<String> bodies() throws VaultException {
        List<String> bodies = new ArrayList<>();
        for (Summary line : desk.read(tx -> desk.messages.list(tx, MessageFilter.all(100)))) {
            bodies.add(desk.show(line.id()).body().strip().replace("\r\n", "\n"));
        }
        return bodies;
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    }

    private static String mail(String wireId, String body) {
        return "From: Bob <bob@example.org>\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <" + wireId
                + "@x>\r\n\r\n" + body + "\r\n";
    }
}
