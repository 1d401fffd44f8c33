package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.cases.MessageFilter;
import guichet.keystore.vault.VaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
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
        fileImport(results).run(List.of(file), () -> !results.isEmpty());
        assertEquals(500, results.size());
        assertEquals(500, desk.read(tx -> desk.messages.counts(tx)).unread());

        List<ImportResult> rest = run(file);
        assertTrue(rest.subList(0, 500).stream().allMatch(ImportResult.Duplicate.class::isInstance));
        assertTrue(rest.subList(500, 1_200).stream().allMatch(ImportResult.Imported.class::isInstance));
        assertEquals(1_200, desk.read(tx -> desk.messages.counts(tx)).unread());
    }

    @Test
    void aMailTooLongToBeHeldComesInByPiecesBetweenItsNeighbours() throws Exception {
        byte[] content = new byte[LongContents.HELD];
        new Random(5).nextBytes(content);
        String mail = longMail(content);
        Path mbox = write("box", "From x\n" + mail("a", "one").replace("\r\n", "\n") + "\nFrom x\n"
                + mail.replace("\r\n", "\n") + "\nFrom x\n" + mail("b", "two").replace("\r\n", "\n"));
        List<ImportResult> results = run(mbox);
        assertEquals(List.of(mbox + "#1", mbox + "#2", mbox + "#3"),
                results.stream().map(ImportResult::file).toList());
        MessageId id = assertInstanceOf(ImportResult.Imported.class, results.get(1)).id();
        LongContent file = desk.read(tx -> desk.messages.longAttachment(tx, id, 1)).orElseThrow();
        assertArrayEquals(content, file.open(desk.vault()).readAllBytes());

        Path alone = write("a.eml", mail);
        assertEquals(List.of(new ImportResult.Duplicate(alone.toString(), id)), run(alone));
        assertEquals(2, longContents());
    }

    @Test
    void whatIsTooLargeIsPassedOverAndNothingOfItStays() throws Exception {
        Path mbox = write("box", "From x\n" + longMail(new byte[LongContents.HELD]).replace("\r\n", "\n")
                + "\nFrom x\n" + mail("b", "two").replace("\r\n", "\n"));
        List<ImportResult> results = new ArrayList<>();
        new FileImport(desk.intake(), contents(), results::add, (_, _) -> {
        }, Files::newInputStream, LongContents.HELD).run(List.of(mbox), () -> false);
        assertEquals(new ImportResult.Failed(mbox + "#1", ImportResult.Why.TOO_LARGE), results.get(0));
        assertInstanceOf(ImportResult.Imported.class, results.get(1));
        assertEquals(0, longContents());

        Path alone = write("a.eml", longMail(new byte[LongContents.HELD]));
        results.clear();
        new FileImport(desk.intake(), contents(), results::add, (_, _) -> {
        }, path -> {
            throw new IllegalStateException("it is not even opened: " + path);
        }, LongContents.HELD).run(List.of(alone), () -> false);
        assertEquals(List.of(new ImportResult.Failed(alone.toString(), ImportResult.Why.TOO_LARGE)), results);
    }

    /// Inside a mail that is held, inside one that isn't, and before the first is whole.
    @Test
    void aFileThatBreaksOffSaysWhatWasTakenOfIt() throws Exception {
        String first = "From x\n" + mail("a", "one").replace("\r\n", "\n") + "\n";
        for (String second : List.of(mail("b", "two"), longMail(new byte[LongContents.HELD + (3 << 20)]))) {
            Path mbox = write("box", first + "From x\n" + second.replace("\r\n", "\n"));
            List<ImportResult> results = runToFailureAt(mbox, Files.size(mbox) - 5);
            assertEquals(mbox + "#1", results.get(0).file());
            assertEquals(new ImportResult.Failed(mbox.toString(), ImportResult.Why.NOT_READ_TO_ITS_END),
                    results.get(1));
            assertEquals(2, results.size());
        }
        assertEquals(1, desk.read(tx -> desk.messages.counts(tx)).unread());
        assertEquals(0, longContents());

        Path mbox = write("other", "From x\n" + mail("c", "three").replace("\r\n", "\n"));
        assertEquals(List.of(new ImportResult.Failed(mbox.toString(), ImportResult.Why.NOT_READABLE)),
                runToFailureAt(mbox, 20));
    }

    @Test
    void anMboxThatIsNoneAnyMoreWhenItIsOpenedIsNotPassedOverInSilence() throws Exception {
        Path mbox = write("box", "From x\n" + mail("a", "one").replace("\r\n", "\n"));
        List<ImportResult> results = new ArrayList<>();
        new FileImport(desk.intake(), contents(), results::add, (_, _) -> {
        }, _ -> InputStream.nullInputStream(), LongContents.HELD).run(List.of(mbox), () -> false);
        assertEquals(List.of(new ImportResult.Failed(mbox.toString(), ImportResult.Why.NOT_A_MAIL)), results);
    }

    @Test
    void howFarItIsIsToldAndNeverLess() throws Exception {
        Path eml = write("a.eml", mail("a", "one"));
        Path mbox = write("box", "From x\nMessage-ID: <1@x>\n\none\n\nFrom x\nMessage-ID: <2@x>\n\ntwo\n");
        List<Long> told = new ArrayList<>();
        long total = Files.size(eml) + Files.size(mbox);
        new FileImport(desk.intake(), contents(), _ -> {
        }, (read, of) -> {
            assertEquals(total, of);
            told.add(read);
        }).run(List.of(eml, folder.resolve("missing"), mbox), () -> false);
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(total, told.getLast());
        assertTrue(told.stream().distinct().count() >= 3, told::toString);
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
        fileImport(results).run(List.of(paths), () -> false);
        return results;
    }

    private FileImport fileImport(List<ImportResult> results) {
        return new FileImport(desk.intake(), contents(), results::add, (_, _) -> {
        });
    }

    private LongContents contents() {
        return new LongContents(desk.vault(), Clock.fixed(Cast.NOW, ZoneOffset.UTC));
    }

    private long longContents() throws VaultException {
        return desk.read(tx -> tx.one("SELECT count(*) AS n FROM long_content", row -> row.number("n"))).orElseThrow();
    }

    private List<ImportResult> runToFailureAt(Path file, long good) throws VaultException {
        List<ImportResult> results = new ArrayList<>();
        new FileImport(desk.intake(), contents(), results::add, (_, _) -> {
        }, path -> new SequenceInputStream(
                new ByteArrayInputStream(Arrays.copyOf(Files.readAllBytes(path), (int) good)),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the drive was pulled out");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        throw new IOException("the drive was pulled out");
                    }
                }), LongContents.HELD * 4L).run(List.of(file), () -> false);
        return results;
    }

    private static String longMail(byte[] content) {
        return "From: Bob <bob@example.org>\r\nMessage-ID: <long@x>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nlong\r\n"
                + "--b\r\nContent-Type: application/octet-stream; name=f.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\r\n--b--\r\n";
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
