package guichet.inbox.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.ContactKind;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.journal.JournalAudit;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Contact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    @Test
    void aCaseComesBackAsItWasInAnotherVault() throws Exception {
        try (TestDesk here = TestDesk.open(); TestDesk elsewhere = TestDesk.open()) {
            CaseId id = richCase(here);
            byte[] tar = ArchiveDesk.tar(here, id);
            assertEquals(5, ArchiveDesk.revive(elsewhere, tar));

            assertEquals(texts(here, id), texts(elsewhere, id));
            assertEquals(Cast.bob().name(), elsewhere.read(tx -> elsewhere.contacts.show(tx,
                    elsewhere.cases.contacts(tx, id).getFirst())).orElseThrow().name());
            assertEquals(1, elsewhere.read(tx -> elsewhere.messages.search(tx, "relevés", Optional.of(id), 10)).size(),
                    "the search finds what came back");
            Map<String, byte[]> before = ArchiveDesk.files(tar);
            Map<String, byte[]> after = ArchiveDesk.files(ArchiveDesk.tar(elsewhere, id));
            before.keySet().removeIf(RoundTripTest::isOfItsTime);
            after.keySet().removeIf(RoundTripTest::isOfItsTime);
            assertEquals(before.keySet(), after.keySet());
            for (Map.Entry<String, byte[]> file : before.entrySet()) {
                assertArrayEquals(file.getValue(), after.get(file.getKey()), file.getKey());
            }
        }
    }

    @Test
    void theJournalOfThenIsKeptAndTheOneOfNowTiesToIt() throws Exception {
        try (TestDesk here = TestDesk.open(); TestDesk elsewhere = TestDesk.open()) {
            CaseId id = richCase(here);
            String head = here.read(here.journal::head).line();
            ArchiveDesk.revive(elsewhere, ArchiveDesk.tar(here, id));

            var past = elsewhere.read(tx -> PastJournal.of(tx, id));
            assertEquals(JournalKind.CASE_OPENED.name(), past.getFirst().kind());
            assertTrue(past.stream().allMatch(entry -> entry.holds()));
            var restored = elsewhere.journal().stream().filter(entry -> entry.kind() == JournalKind.CASE_RESTORED)
                    .findFirst().orElseThrow();
            assertTrue(restored.payload().detail().orElseThrow().startsWith(head + ", payload "));
            var audit = new JournalAudit(elsewhere.journal, new guichet.crypto.OpenPgp(), elsewhere.clock);
            assertTrue(elsewhere.read(tx -> audit.verify(tx, Optional.empty())).firstBad().isEmpty());
        }
    }

    @Test
    void theSameCaseGivesTheSameBytes() throws Exception {
        try (TestDesk desk = TestDesk.open()) {
            CaseId id = richCase(desk);
            assertArrayEquals(ArchiveDesk.tar(desk, id), ArchiveDesk.tar(desk, id));
        }
    }

    @Test
    void aCaseThatIsHereIsNotWrittenOver() throws Exception {
        try (TestDesk desk = TestDesk.open()) {
            CaseId id = richCase(desk);
            byte[] tar = ArchiveDesk.tar(desk, id);
            Bag bag = BagReader.check(ArchiveDesk.source(tar));
            assertEquals(Optional.of(Revival.Obstacle.CASE_IS_HERE),
                    desk.read(tx -> new Revival(ArchiveDesk.stores(desk)).obstacle(tx, bag)));
            assertThrows(IllegalStateException.class, () -> ArchiveDesk.revive(desk, tar));
        }
    }

    @Test
    void aBagWithOneByteChangedIsNone() throws Exception {
        try (TestDesk desk = TestDesk.open(); TestDesk elsewhere = TestDesk.open()) {
            byte[] tar = ArchiveDesk.tar(desk, richCase(desk));
            byte[] wanted = "Voici les relevés".getBytes(UTF_8);
            int at = new String(tar, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .indexOf(new String(wanted, java.nio.charset.StandardCharsets.ISO_8859_1));
            tar[at]++;
            assertEquals(BadBag.Why.ALTERED,
                    assertThrows(BadBag.class, () -> ArchiveDesk.revive(elsewhere, tar)).why());
        }
    }

    @Test
    void aBagThatIsAnotherTheSecondTimeLeavesNothing() throws Exception {
        try (TestDesk desk = TestDesk.open(); TestDesk elsewhere = TestDesk.open()) {
            CaseId id = richCase(desk);
            byte[] tar = ArchiveDesk.tar(desk, id);
            byte[] other = ArchiveDesk.tar(desk, desk.openCase("autre"));
            Bag bag = BagReader.check(ArchiveDesk.source(tar));
            assertThrows(java.io.UncheckedIOException.class, () -> elsewhere.write(tx -> {
                try {
                    return new Revival(ArchiveDesk.stores(elsewhere)).revive(tx, bag, ArchiveDesk.source(other), "",
                            TestDesk.ALICE, Progress.UNSEEN);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
            assertTrue(elsewhere.read(tx -> elsewhere.cases.find(tx, id)).isEmpty());
        }
    }

    @Test
    void nothingInATranscriptIsAlive() throws Exception {
        try (TestDesk desk = TestDesk.open()) {
            Contact bob = desk.addContact("Bob", Cast.bob().address());
            CaseId id = desk.openCase("<script>alert(1)</script>", bob);
            MessageId mail = desk.take(desk.letter(Cast.bob(), "<img src=x onerror=alert(2)>\u001b]0;x\u0007",
                    "\u001b[31mrouge \u202egnp.exe <a href=\"http://x.example/\">ici</a> &amp; \u009b2J")
                    .encrypted(desk));
            desk.write(tx -> desk.messages.file(tx, mail, id, TestDesk.ALICE));
            Map<String, byte[]> files = ArchiveDesk.files(ArchiveDesk.tar(desk, id));
            String html = new String(files.get("data/transcript.html"), UTF_8);
            String text = new String(files.get("data/transcript.txt"), UTF_8);
            assertFalse(html.contains("<script") || html.contains("<img") || html.contains("<a "), html);
            assertTrue(html.contains("content=\"default-src 'none'\""));
            assertTrue(html.contains("&lt;a href=&quot;http"));
            for (String each : List.of(html, text)) {
                assertTrue(each.chars().noneMatch(c -> (c < 0x20 && c != '\n' && c != '\t')
                        || (c >= 0x7f && c < 0xa0) || c == 0x202e), "a character that acts");
            }
        }
    }

    private static boolean isOfItsTime(String path) {
        return path.startsWith("data/journal/") || !path.startsWith("data/");
    }

    private static List<String> texts(TestDesk desk, CaseId id) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Summary summary : desk.read(tx -> desk.messages.list(tx, MessageFilter.inCase(id, 100)))) {
            Message message = desk.show(summary.id());
            texts.add(summary.channel() + " " + summary.direction() + " " + summary.from() + " " + summary.date() + " "
                    + message.received() + " " + summary.subject() + " " + summary.snippet() + " " + message.body()
                    + " " + message.to() + message.attachments() + summary.protection().map(p -> p.encryption())
                    + summary.protection().map(p -> p.signature()));
        }
        return texts;
    }

    /// Mail in both forms, a note, a contact in the clear.
    static CaseId richCase(TestDesk desk) throws Exception {
        desk.acceptKey(Cast.bob());
        Contact bob = desk.addContact(Cast.bob().name(), Cast.bob().address());
        CaseId id = desk.openCase("Eaux usées", bob);
        List<byte[]> mails = List.of(desk.letter(Cast.bob(), "Relevés", "Voici les relevés.\n").encrypted(desk),
                desk.letter(Cast.bob(), "Encore", "De mon téléphone.").clear(desk), withFile());
        for (byte[] mail : mails) {
            desk.clock.advance(Duration.ofMinutes(1));
            MessageId taken = desk.take(mail);
            desk.write(tx -> desk.messages.file(tx, taken, id, TestDesk.ALICE));
        }
        desk.clock.advance(Duration.ofMinutes(1));
        desk.write(tx -> desk.cases.note(tx, id, "Appeler l'avocate.", TestDesk.ALICE));
        desk.write(tx -> desk.cases.contactInClear(tx, id, ContactKind.CALL, "A rappelé.", TestDesk.ALICE));
        desk.write(tx -> desk.cases.close(tx, id, TestDesk.ALICE));
        return id;
    }

    private static byte[] withFile() {
        return """
                From: Bob <bob@example.org>
                To: alice@guichet.example
                Subject: Photos
                Message-ID: <files@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                Deux fichiers.
                --b
                Content-Type: image/jpeg
                Content-Disposition: attachment; filename="../../etc/photo é.jpg"

                JPEG
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="../../etc/photo é.jpg"

                PDF
                --b--
                """.replace("\n", "\r\n").getBytes(UTF_8);
    }
}
