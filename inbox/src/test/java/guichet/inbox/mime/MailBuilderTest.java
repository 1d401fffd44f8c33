package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.CryptoException;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.mime.MailBuilder.Threading;
import guichet.keystore.Address;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailBuilderTest {
    private static final MailBuilder BUILDER = new MailBuilder(Desk.PGP, new SecureRandom());
    private static final Address BOB = new Address("bob@example.org");
    private static final Address ALICE = new Address("alice@guichet.example");
    private static final String SUBJECT = "Eaux usées : dossier 2026-0042";
    private static final AttachedFile PHOTO = new AttachedFile("Photo d'été.jpg", "image/jpeg",
            new byte[]{1, 2, 3, 0, '\r', '\n', '.', '\n'});

    @Test
    void whatIsBuiltIsReadAsItWasWritten() throws Exception {
        String body = "Bonjour Bob,\n\nvoilà la réponse. \n.\nFrom here on\n> cité\n\tà bientôt\n-- \nAlice\n";
        Reading reading = read(encrypted(mail(SUBJECT, body, PHOTO)));

        assertEquals(body, reading.body());
        assertEquals(SUBJECT, reading.subject());
        assertEquals(List.of(new Party("Alice du Guichet, \"accueil\"", "alice@guichet.example")), reading.from());
        assertEquals(List.of(new Party("", "bob@example.org")), reading.to());
        assertEquals(Optional.of(Cast.NOW), reading.date());
        assertEquals(Optional.of("m1@guichet.example"), reading.messageIds().own());
        assertEquals(List.of("q@example.org"), reading.messageIds().inReplyTo());
        assertTrue(reading.messageIds().proven());
        assertEquals(List.of(PHOTO), reading.attachments());
        assertEquals(Protection.Encryption.END_TO_END, reading.protection().encryption());
        assertTrue(reading.protection().authorProven());
        assertEquals(List.of(), reading.protection().problems());
        assertEquals(Cast.alice().certificate().fingerprint(),
                reading.candidates().getFirst().certificate().fingerprint());
    }

    @Test
    void nothingOfTheContentStandsOutside() throws Exception {
        byte[] bytes = encrypted(mail(SUBJECT, "les analyses sont fausses", PHOTO));
        String wire = new String(bytes, StandardCharsets.UTF_8);
        String headers = wire.substring(0, wire.indexOf("\r\n\r\n"));
        Set<String> names = new TreeSet<>();
        for (String line : headers.replace("\r\n ", " ").split("\r\n", -1)) {
            names.add(line.substring(0, line.indexOf(':')));
        }

        assertEquals(Set.of("From", "To", "Date", "Message-ID", "Subject", "MIME-Version", "Content-Type"), names);
        assertTrue(headers.contains("From: alice@guichet.example\r\n"));
        assertTrue(headers.contains("Subject: [...]\r\n"));
        assertTrue(headers.contains("Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n"));
        for (String secret : List.of("Eaux", "2026-0042", "analyses", "accueil", "Photo", "q@example.org")) {
            assertFalse(wire.contains(secret), secret);
        }
        assertEquals(Desk.readClear(bytes).subject(), "[...]");
    }

    @Test
    void threadingStandsOutsideOnlyWhereAllowed() throws Exception {
        byte[] bytes = BUILDER.encrypted(mail(SUBJECT, "x"), List.of(Cast.bob().encryptionKey()), Cast.alice().key(),
                Threading.OUTSIDE_TOO).bytes();

        assertEquals(List.of("q@example.org"), Desk.readClear(bytes).messageIds().inReplyTo());
    }

    @Test
    void aMailInTheClearNamesTheAddressAlone() {
        byte[] bytes = BUILDER.clear(mail("Bonjour", "à bientôt\n", PHOTO));
        Reading reading = Desk.readClear(bytes);

        assertEquals(List.of(new Party("", "alice@guichet.example")), reading.from());
        assertEquals("Bonjour", reading.subject());
        assertEquals("à bientôt\n", reading.body());
        assertEquals(List.of(PHOTO), reading.attachments());
        assertEquals(Protection.NONE, reading.protection());
        assertFalse(new String(bytes, StandardCharsets.UTF_8).contains("accueil"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: eve@evil.example", "a\nBcc: eve@evil.example", "a\rBcc: eve@evil.example",
            "a\u0085Bcc: eve@evil.example", "a\u2028Bcc: eve@evil.example", "é\r\n\r\nbody",
            "=?utf-8?q?a=0D=0ABcc:_eve@evil.example?=",
            "\0", "\uD800", "a\u000BBcc: x", "  two  spaces  "})
    void noTextCanAddAHeader(String text) throws Exception {
        Outgoing mail = new Outgoing(ALICE, text, List.of(BOB), List.of(), Cast.NOW, "m1@guichet.example",
                Optional.of(text),
                List.of(text), text, "body", List.of(new AttachedFile(text, text, new byte[]{1})));

        for (byte[] bytes : List.of(BUILDER.clear(mail), encrypted(mail))) {
            String wire = new String(bytes, StandardCharsets.UTF_8);
            assertFalse(wire.contains("\nBcc:"));
            assertFalse(wire.contains("\rBcc:"));
            Reading reading = read(bytes);
            assertEquals("body", reading.body());
            assertEquals(List.of(new Party("", "bob@example.org")), reading.to());
            assertEquals(List.of(), reading.cc());
            assertEquals(1, reading.attachments().size());
            assertFalse(reading.subject().contains("\n"));
        }
    }

    @Test
    void anEncodedWordThatSomebodyTypedStaysAsTyped() throws Exception {
        assertEquals("=?utf-8?q?a?= typed", read(encrypted(mail("=?utf-8?q?a?= typed", "x"))).subject());
    }

    @Test
    void aMessageIdThatIsNoneIsRefused() {
        Outgoing mail = new Outgoing(ALICE, "", List.of(BOB), List.of(), Cast.NOW, "x>\r\nBcc: eve", Optional.empty(),
                List.of(),
                "", "", List.of());

        assertThrows(IllegalArgumentException.class, () -> BUILDER.clear(mail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "C:\\boot.ini", "/etc/shadow"})
    void pathsDoNotLeaveWithAFile(String name) {
        Reading reading = Desk
                .readClear(BUILDER.clear(mail("s", "b", new AttachedFile(name, "text/plain", new byte[]{1}))));

        assertEquals(name.replaceFirst("^.*[/\\\\]", ""), reading.attachments().getFirst().name());
    }

    @Test
    void everyLineFitsSmtpAndIsAscii() throws Exception {
        String body = "mot ".repeat(5_000) + "\n" + "x".repeat(20_000) + "é".repeat(3_000) + "\n";
        Outgoing mail = mail("long " + "x".repeat(3_000), body,
                new AttachedFile("é".repeat(200) + ".pdf", "application/pdf", new byte[9_999]));

        for (byte[] bytes : List.of(BUILDER.clear(mail), encrypted(mail))) {
            for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
                assertTrue(line.length() <= 998, () -> "a line of " + line.length());
                assertTrue(line.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~')));
            }
            Reading reading = read(bytes);
            assertEquals(body, reading.body());
        }
    }

    @Test
    void anyTextAndAnyNameSurvive() throws Exception {
        Random random = new Random(20261123);
        String alphabet = "aé€漢😀 \t.=?_\"\\<>,;:()-F'%*\n&/@+";
        for (int i = 0; i < 300; i++) {
            String body = text(random, alphabet, 300);
            String subject = text(random, alphabet.replace("\n", "").replace("\t", ""), 120).strip().replaceAll(" +",
                    " ");
            String name = "f" + text(random, alphabet.replaceAll("[\n\t/\\\\]", ""), 80).strip() + "x";
            Reading reading = Desk
                    .readClear(BUILDER.clear(mail(subject, body, new AttachedFile(name, "a/b", new byte[]{7}))));

            assertEquals(body.isBlank() ? "" : body, reading.body());
            assertEquals(subject, reading.subject());
            assertEquals(name, reading.attachments().getFirst().name());
        }
    }

    @Test
    void twoMailsHaveOtherBoundaries() {
        byte[] one = BUILDER.clear(mail("s", "b", PHOTO));
        byte[] two = BUILDER.clear(mail("s", "b", PHOTO));

        assertFalse(Arrays.equals(one, two));
    }

    @Test
    void bytesOfAnAttachmentSurvive() throws Exception {
        byte[] content = new byte[70_001];
        new Random(1).nextBytes(content);
        Reading reading = read(encrypted(mail("s", "b", new AttachedFile("x.eml", "message/rfc822", content))));

        assertArrayEquals(content, reading.attachments().getFirst().content());
        assertEquals("application/octet-stream", reading.attachments().getFirst().type());
    }

    private static Outgoing mail(String subject, String body, AttachedFile... files) {
        return new Outgoing(ALICE, "Alice du Guichet, \"accueil\"", List.of(BOB), List.of(), Cast.NOW,
                "m1@guichet.example",
                Optional.of("q@example.org"), List.of("p@example.org", "q@example.org"), subject, body, List.of(files));
    }

    private static byte[] encrypted(Outgoing mail) throws CryptoException {
        return BUILDER.encrypted(mail, List.of(Cast.bob().encryptionKey()), Cast.alice().key(), Threading.INSIDE_ONLY)
                .bytes();
    }

    private static Reading read(byte[] bytes) {
        return Desk.reader(Desk.LIMITS).read(bytes, List.of(Cast.bob().key()), Desk.knowing(Cast.alice()));
    }

    private static String text(Random random, String alphabet, int most) {
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }
}
