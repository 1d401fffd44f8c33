package guichet.inbox.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.intake.Arrival;
import guichet.inbox.intake.Taken;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A mail that is not held goes into an archive and comes back, whole.
class LongRoundTripTest {
    @Test
    void aLongMailAndItsAttachmentComeBackByteForByte() throws Exception {
        byte[] file = new byte[LongContents.HELD + 1];
        new Random(1).nextBytes(file);
        byte[] raw = ("From: Bob <bob@example.org>\r\nSubject: long\r\nMessage-ID: <long@example.org>\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nwords\r\n"
                + "--b\r\nContent-Type: application/octet-stream; name=f.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(file) + "\r\n--b--\r\n").getBytes(StandardCharsets.US_ASCII);
        try (TestDesk here = TestDesk.open(); TestDesk elsewhere = TestDesk.open()) {
            CaseId id = here.openCase("Long");
            LongContent stored = new LongContents(here.vault(), here.clock).store(new ByteArrayInputStream(raw));
            MessageId mail = assertInstanceOf(Taken.Stored.class,
                    here.intake().takeLong(stored, new Arrival.Server(new AccountId(1), "INBOX", 1, 1))).id();
            here.write(tx -> here.messages.file(tx, mail, id, TestDesk.ALICE));

            assertEquals(1, ArchiveDesk.revive(elsewhere, ArchiveDesk.tar(here, id)));
            MessageId back = elsewhere.read(tx -> tx.one("SELECT id FROM message WHERE case_id = ?",
                    row -> new MessageId(row.number("id")), id.value())).orElseThrow();
            Message before = here.show(mail);
            Message after = elsewhere.show(back);
            assertEquals(before.body(), after.body());
            assertEquals(before.attachments(), after.attachments());
            assertArrayEquals(raw, elsewhere.read(tx -> elsewhere.messages.longRaw(tx, back)).orElseThrow()
                    .open(elsewhere.vault()).readAllBytes());
            assertArrayEquals(file, elsewhere.read(tx -> elsewhere.messages.longAttachment(tx, back, 1)).orElseThrow()
                    .open(elsewhere.vault()).readAllBytes());
        }
    }
}
