package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.crypto.Cast;
import guichet.crypto.Digests;
import guichet.inbox.AccountId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.CaseContents;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.cases.MailIdentity;
import guichet.keystore.vault.VaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LongIntakeTest {
    private static final byte[] FILE = new byte[2_500_000];
    private static final Arrival WHERE = new Arrival.Server(new AccountId(1), "INBOX", 1, 7);
    private TestDesk desk;

    static {
        new Random(1).nextBytes(FILE);
    }

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void aLongMailIsStoredWholeWithItsAttachmentAndKnownAgainWhicheverWayItComes() throws Exception {
        byte[] raw = mail();
        MessageId id = assertInstanceOf(Taken.Stored.class, desk.intake().takeLong(store(raw), WHERE)).id();
        Message shown = desk.show(id);
        assertEquals("two lines", shown.body().strip().replace("\n", " "));
        assertEquals(HexFormat.of().formatHex(Digests.sha256(FILE)), shown.attachments().getFirst().sha256());
        assertEquals(FILE.length, shown.attachments().getFirst().size());
        LongContent file = desk.read(tx -> desk.messages.longAttachment(tx, id, 1)).orElseThrow();
        assertArrayEquals(FILE, file.open(desk.vault()).readAllBytes());
        assertArrayEquals(raw,
                desk.read(tx -> desk.messages.longRaw(tx, id)).orElseThrow().open(desk.vault()).readAllBytes());

        assertEquals(new Taken.Duplicate(id), desk.intake().takeLong(store(raw), WHERE));
        assertEquals(new Taken.Duplicate(id), desk.intake().take(raw, new Arrival.Imported()));
        assertEquals(2, count("long_content"));
    }

    @Test
    void erasedNothingOfItStays() throws Exception {
        MessageId id = assertInstanceOf(Taken.Stored.class, desk.intake().takeLong(store(mail()), WHERE)).id();
        desk.vault().write(tx -> new CaseContents().erase(tx, List.of(id)));
        assertEquals(0, count("long_content"));
        assertEquals(0, count("long_piece"));
    }

    @Test
    void whatAKilledProgramLeftGoesADayLaterAndNotBeforeAndWhatAMessageOwnsStays() throws Exception {
        assertInstanceOf(Taken.Stored.class, desk.intake().takeLong(store(mail()), WHERE));
        long pieces = count("long_piece");
        store(new byte[10]);
        new LongContents(desk.vault(), later(Duration.ofHours(23))).begin().close();
        assertEquals(3, count("long_content"));
        new LongContents(desk.vault(), later(Duration.ofHours(25))).begin().close();
        assertEquals(2, count("long_content"));
        assertEquals(pieces, count("long_piece"));
    }

    @Test
    void itsIdentityIsTheOneThatItHasWhenItIsHeld() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            StringBuilder mail = new StringBuilder(random.nextBoolean() ? "Message-ID: <a@b>\r\n\r\n" : "From: x\n\n");
            for (int n = random.nextInt(40); n > 0; n--) {
                mail.append(List.of("\r", "\n", "\r\n", "a", " ").get(random.nextInt(5)));
            }
            if (i % 50 == 0) {
                // Longer than what is read of the head.
                mail.append("line\r\n".repeat(1_500_000)).append(i % 100 == 0 ? "\r\n\r\n" : "end");
            }
            byte[] raw = mail.toString().getBytes(StandardCharsets.US_ASCII);
            assertEquals(MailIdentity.of(raw), MailIdentity.of(() -> new ByteArrayInputStream(raw)));
        }
    }

    private LongContent store(byte[] raw) throws IOException, VaultException {
        return new LongContents(desk.vault(), later(Duration.ZERO)).store(new ByteArrayInputStream(raw));
    }

    private static Clock later(Duration by) {
        return Clock.fixed(Cast.NOW.plus(by), ZoneOffset.UTC);
    }

    private long count(String table) throws VaultException {
        return switch (table) {
            case "long_content" -> desk.read(tx -> tx.one("SELECT count(*) AS n FROM long_content",
                    row -> row.number("n"))).orElseThrow();
            default -> desk.read(tx -> tx.one("SELECT count(*) AS n FROM long_piece", row -> row.number("n")))
                    .orElseThrow();
        };
    }

    private static byte[] mail() {
        return ("From: Bob <bob@example.org>\r\nTo: alice@example.org\r\nSubject: long\r\nMessage-ID: <long@example.org>\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntwo\r\nlines\r\n"
                + "--b\r\nContent-Type: application/octet-stream; name=f.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(FILE) + "\r\n--b--\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
