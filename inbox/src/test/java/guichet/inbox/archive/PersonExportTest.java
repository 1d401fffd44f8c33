package guichet.inbox.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Contact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonExportTest {
    private static final String REASON = "remis en main propre";

    @TempDir
    private Path folder;

    private TestDesk desk;
    private Contact bob;

    @BeforeEach
    void twoPeopleInTwoCases() throws Exception {
        desk = TestDesk.open();
        bob = desk.addContact("Bob", Cast.bob().address());
        CaseId his = desk.openCase("Mots de la maison", bob);
        CaseId other = desk.openCase("Autre");
        file(mail(Cast.bob().address(), "alice@guichet.example", "hoatzin un"), his);
        file(mail("carol@example.org", "alice@guichet.example", "quetzal"), his);
        file(mail("carol@example.org", "BOB@Example.org", "hoatzin deux"), other);
        mail(Cast.bob().address(), "alice@guichet.example", "hoatzin trois");
        desk.write(tx -> desk.cases.note(tx, his, "kakapo", TestDesk.ALICE));
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void theAnswerHoldsWhatTheyWroteOrWereWrittenWhereverItIsAndNothingElse() throws Exception {
        var done = assertInstanceOf(CaseExport.Outcome.Done.class,
                export().inClear(request(), form(), REASON, Progress.UNSEEN));

        assertEquals(3, done.written().messages());
        String all = text(done.file());
        for (String word : List.of("hoatzin un", "hoatzin deux", "hoatzin trois")) {
            assertTrue(all.contains(word), word);
        }
        for (String word : List.of("quetzal", "kakapo", "Mots de la maison")) {
            assertFalse(all.contains(word), word);
        }
        assertFalse(done.file().getFileName().toString().contains("ob"), "the name says nothing of whom it is about");
    }

    @Test
    void theNoteOfTheDecisionIsThereBeforeTheAnswerAndAClearOneIsAnExposure() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        export().inClear(request(), new PersonExport.Form(nowhere, BagLanguage.FR, desk.alice().id()), REASON,
                Progress.UNSEEN);
        assertEquals(List.of(), said(), "nothing left, nothing is told");

        export().inClear(request(), form(), "court", Progress.UNSEEN);
        assertEquals(List.of(), said(), "without a reason nothing leaves");

        export().inClear(request(), form(), REASON, Progress.UNSEEN);
        assertEquals(List.of("access: export in the clear", "export in the clear"), said());
        assertTrue(desk.journal().stream().filter(entry -> entry.kind() == JournalKind.PERSON_REQUEST)
                .allMatch(entry -> entry.payload().reason().orElseThrow().equals("Accordé.")
                        && entry.payload().recipients().equals(List.of(Cast.bob().address()))));
    }

    @Test
    void itIsEncryptedToTheKeyThatAMailToThemWouldBeEncryptedToOrItIsNot() throws Exception {
        desk.importKey(Cast.bob());
        assertEquals(CaseExport.Why.KEY_NOT_USABLE, assertInstanceOf(CaseExport.Outcome.Refused.class,
                export().encrypted(request(), form(), Progress.UNSEEN)).why(), "nobody has accepted it");
        assertEquals(List.of(), said());
        assertEquals(List.of(), names());

        desk.acceptKey(Cast.bob());
        var done = assertInstanceOf(CaseExport.Outcome.Done.class,
                export().encrypted(request(), form(), Progress.UNSEEN));
        assertFalse(new String(Files.readAllBytes(done.file()), StandardCharsets.ISO_8859_1).contains("hoatzin"));
        assertEquals(List.of("access: export to " + Cast.bob().certificate().fingerprint().hex()), said());
    }

    @Test
    void stoppedOrRepeatedNothingIsLeftOfItNorWrittenOver() throws Exception {
        Progress stopped = new Progress() {
            @Override
            public void at(long done, long total) {
                // Stopped before the first message.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertEquals(CaseExport.Why.CANCELLED, assertInstanceOf(CaseExport.Outcome.Refused.class,
                export().inClear(request(), form(), REASON, stopped)).why());
        assertEquals(List.of(), names());
        assertEquals("access: not done: CANCELLED", said().getLast());
        export().inClear(request(), form(), REASON, Progress.UNSEEN);
        assertEquals(CaseExport.Why.EXISTS, assertInstanceOf(CaseExport.Outcome.Refused.class,
                export().inClear(request(), form(), REASON, Progress.UNSEEN)).why());
    }

    @Test
    void noCaseIsRevivedFromIt() throws Exception {
        var out = new ByteArrayOutputStream();
        desk.read(tx -> {
            try (TarTarget target = new TarTarget(out, "answer")) {
                return new PersonBag(ArchiveDesk.stores(desk)).write(tx, bob.id(), target, BagLanguage.EN,
                        desk.people.byName(tx, "alice").orElseThrow().id(), Progress.UNSEEN);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThrows(BadBag.class, () -> BagReader.check(ArchiveDesk.source(out.toByteArray())));
    }

    private PersonExport export() {
        return new PersonExport(desk.vault(), ArchiveDesk.stores(desk), new SecureRandom());
    }

    private PersonExport.Request request() {
        return new PersonExport.Request(bob.id(), PersonExport.Wish.ACCESS, "Accordé.", TestDesk.ALICE);
    }

    private PersonExport.Form form() throws Exception {
        return new PersonExport.Form(folder, BagLanguage.FR, desk.alice().id());
    }

    private MessageId mail(String from, String to, String words) throws Exception {
        return desk.take(("From: " + from + "\r\nTo: " + to + "\r\nSubject: x\r\n\r\n" + words + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private void file(MessageId mail, CaseId id) throws Exception {
        desk.write(tx -> desk.messages.file(tx, mail, id, TestDesk.ALICE));
    }

    private List<String> said() throws Exception {
        return desk.journal().stream().filter(entry -> entry.kind() == JournalKind.PERSON_REQUEST
                || entry.kind() == JournalKind.EXPOSURE).map(JournalEntry::payload)
                .map(payload -> payload.detail().orElse("")).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }

    private static String text(Path bag) throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(bag)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
