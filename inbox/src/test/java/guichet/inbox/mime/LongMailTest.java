package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.SecretKey;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A mail that is read where it lies says what it says when it is held.
class LongMailTest {
    private static final byte[] FILE = random(100_000, 1);
    private static final byte[] OTHER = random(50_001, 2);
    private static final String TEXT = """
            Content-Type: multipart/mixed; boundary="in"; hp="clear"
            From: Bob <bob@example.org>
            Subject: inside

            --in
            Content-Type: text/plain; charset=utf-8

            Les analyses sont fausses.
            --in
            Content-Type: application/octet-stream; name="a.bin"
            Content-Transfer-Encoding: base64

            %s
            --in
            Content-Type: text/plain; name="small.txt"

            not long
            --in
            Content-Type: application/octet-stream; name="b.bin"
            Content-Transfer-Encoding: base64

            %s
            --in--
            """.formatted(base64(FILE), base64(OTHER));
    private static final String OUTER = "From: Bob <bob@example.org>\nSubject: outer\nMIME-Version: 1.0\n";

    @Test
    void inTheClear() throws IOException {
        Reading reading = same(Desk.crlf(OUTER + TEXT));
        assertEquals(Encryption.NONE, reading.protection().encryption());
    }

    @Test
    void signed() throws IOException {
        Reading reading = same(Desk.crlf(OUTER + Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob()))));
        assertEquals(Signature.VALID, reading.protection().signature());
    }

    @Test
    void signedAndStoredWithOtherLineEnds() throws IOException {
        String mail = OUTER + Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob()));
        Reading reading = same(mail.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(Signature.VALID, reading.protection().signature());
    }

    @Test
    void encryptedAndSignedInside() throws IOException {
        Reading reading = same(Desk.crlf(OUTER + Desk.pgpEncrypted(Desk.encrypted(TEXT, Cast.bob()))));
        assertEquals(Encryption.END_TO_END, reading.protection().encryption());
        assertEquals(Signature.VALID, reading.protection().signature());
        assertEquals("inside", reading.subject());
        assertTrue(reading.protection().problems().isEmpty());
    }

    @Test
    void aLongTextIsShownAndTheLongestIsAFileThatIsSaidToBeCut() throws IOException {
        for (int letters : new int[]{60_000, 3 << 20}) {
            String text = "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
                    + base64("a".repeat(letters).getBytes(java.nio.charset.StandardCharsets.US_ASCII)) + "\n";
            byte[] mail = Desk.crlf(OUTER + text);
            Reading reading = read(mail);
            if (letters < 1 << 20) {
                assertEquals("a".repeat(letters), reading.body());
            } else {
                assertEquals("", reading.body());
                assertEquals("text.txt", reading.attachments().getFirst().name());
                assertTrue(reading.protection().problems()
                        .contains(guichet.inbox.Protection.Problem.TRUNCATED));
            }
        }
    }

    @Test
    void alteredItComesToTheSameVerdictWhicheverWayItIsRead() throws IOException {
        for (String protectedMail : List.of(Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob())),
                Desk.pgpEncrypted(Desk.encrypted(TEXT, Cast.bob())))) {
            byte[] good = Desk.crlf(OUTER + protectedMail);
            Random random = new Random(3);
            for (int i = 0; i < 60; i++) {
                byte[] altered = good.clone();
                altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
                same(altered);
            }
        }
    }

    @Test
    void whatIsLeftOutCanNotHideAPart() throws IOException {
        String lines = "QUJD\n".repeat(8_000);
        for (String trick : List.of("--in\nContent-Type: text/plain\n\nhidden\n", "\n", "--in--\n", " QUJD\n",
                "QUJD:\n",
                "--in \n\nhidden\n")) {
            String mail = OUTER + "Content-Type: multipart/mixed; boundary=in\n\n--in\n"
                    + "Content-Type: application/octet-stream\n\n" + lines + trick + lines + "--in--\n";
            same(Desk.crlf(mail));
            same(mail.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            same(Desk.crlf(OUTER + lines + trick + lines));
        }
    }

    private static Reading same(byte[] mail) throws IOException {
        Reading held = Desk.read(mail, Cast.bob());
        Reading far = read(mail);
        assertEquals(held.protection(), far.protection());
        assertEquals(held.body(), far.body());
        assertEquals(held.subject(), far.subject());
        assertEquals(held.from(), far.from());
        assertEquals(held.protection(), far.protection());
        assertEquals(held.signedAt(), far.signedAt());
        assertEquals(held.sessionKey(), far.sessionKey());
        assertEquals(held.attachments().size(), far.attachments().size());
        for (int i = 0; i < held.attachments().size(); i++) {
            AttachedFile one = held.attachments().get(i);
            AttachedFile other = far.attachments().get(i);
            assertEquals(one.name(), other.name());
            assertEquals(one.type(), other.type());
            assertArrayEquals(one.content(), content(other));
        }
        return far;
    }

    private static byte[] content(AttachedFile file) throws IOException {
        if (file.far().isEmpty()) {
            return file.content();
        }
        try (InputStream in = ((FarPart) file.far().get()).open()) {
            return in.readAllBytes();
        }
    }

    private static Reading read(byte[] mail) throws IOException {
        List<SecretKey> keys = List.of(Cast.alice().key());
        return Desk.reader(Desk.LIMITS).readLong(() -> new ByteArrayInputStream(mail), keys, Desk.knowing(Cast.bob()));
    }

    private static String base64(byte[] content) {
        return Base64.getMimeEncoder(76, new byte[]{'\n'}).encodeToString(content);
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
