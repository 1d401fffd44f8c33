package guichet.inbox.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.archive.ArchiveDesk;
import guichet.inbox.archive.OtherReadersTest;
import guichet.inbox.cases.MessageFilter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SignalArchiveTest {
    @Test
    void whatWasSaidOnSignalComesBackWithItsEditsReactionsAndQuotes() throws Exception {
        try (SignalDesk here = new SignalDesk(); SignalDesk elsewhere = new SignalDesk()) {
            CaseId id = conversation(here);
            byte[] tar = ArchiveDesk.tar(here.desk, id);
            OtherReadersTest.matches(Objects.requireNonNull(ArchiveDesk.files(tar).get("data/case.json")));
            elsewhere.take(SignalLines.says(SignalLines.CAROL, elsewhere.now, "une autre"));
            ArchiveDesk.revive(elsewhere.desk, tar);

            assertEquals(said(here, id), said(elsewhere, id));
            Map<String, byte[]> before = ArchiveDesk.files(tar);
            Map<String, byte[]> after = ArchiveDesk.files(ArchiveDesk.tar(elsewhere.desk, id));
            before.keySet().removeIf(path -> path.startsWith("data/journal") || !path.startsWith("data/")
                    || path.equals("data/case.json"));
            for (Map.Entry<String, byte[]> file : before.entrySet()) {
                assertArrayEquals(file.getValue(), after.get(file.getKey()), file.getKey());
            }
            String mail = new String(before.get("data/messages/000001/read.eml"), StandardCharsets.UTF_8);
            assertTrue(mail.contains("X-Guichet-Channel: signal"), "a mail reader opens it");
            String notification = new String(before.get("data/messages/000001/received-1.json"),
                    StandardCharsets.UTF_8);
            assertTrue(notification.contains("J'ai les photos"), "as it came");
        }
    }

    @Test
    void noTrustInAKeyComesBack() throws Exception {
        try (SignalDesk here = new SignalDesk(); SignalDesk elsewhere = new SignalDesk()) {
            ArchiveDesk.revive(elsewhere.desk, ArchiveDesk.tar(here.desk, conversation(here)));
            assertEquals("UNKNOWN", elsewhere.identity(SignalLines.BOB).trust().name());
            assertTrue(elsewhere.identity(SignalLines.BOB).key().isEmpty());
        }
    }

    private static CaseId conversation(SignalDesk here) throws Exception {
        CaseId id = here.caseOf(SignalLines.BOB);
        Instant first = here.now.plusSeconds(60);
        here.files.put("att", new byte[]{1, 2, 3});
        here.take(SignalLines.says(SignalLines.BOB, first, "J'ai les photos"),
                SignalLines.says(SignalLines.BOB, first.plusSeconds(5), "celle-ci",
                        SignalLines.attached("att", "p.jpg")),
                SignalLines.weSaid(SignalLines.BOB, first.plusSeconds(9), "Merci",
                        SignalLines.quoting(SignalLines.BOB, first, "J'ai les photos")),
                SignalLines.edits(SignalLines.BOB, first.plusSeconds(20), first, "J'ai toutes les photos"),
                SignalLines.reacts(SignalLines.BOB, first.plusSeconds(30), SignalLines.US, first.plusSeconds(9), "👍"));
        for (var summary : here.read(tx -> here.desk.messages.list(tx, MessageFilter.all(100)))) {
            here.write(tx -> here.desk.messages.file(tx, summary.id(), id, guichet.inbox.TestDesk.ALICE));
        }
        return id;
    }

    private static List<String> said(SignalDesk desk, CaseId id) throws Exception {
        List<String> said = new java.util.ArrayList<>();
        for (var summary : desk.read(tx -> desk.desk.messages.list(tx, MessageFilter.inCase(id, 100)))) {
            MessageId message = summary.id();
            var details = desk.details(message);
            said.add(desk.show(message).body() + details.kind() + details.sent() + details.earlier()
                    + details.reactions().stream().map(r -> r.emoji() + r.at()).toList()
                    + details.quote().map(q -> q.alleged() + q.sent() + q.message().isPresent())
                    + desk.show(message).attachments());
        }
        return said;
    }
}
