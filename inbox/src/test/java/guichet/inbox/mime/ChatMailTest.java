package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.Fingerprint;
import guichet.crypto.OpenLimits;
import guichet.crypto.OpenPgp;
import guichet.crypto.Opened;
import guichet.inbox.Party;
import guichet.inbox.TestClock;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.ChatHeaders.Listed;
import guichet.keystore.Address;
import guichet.keystore.Trust;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatMailTest {
    private static final int ROUNDS = Boolean.getBoolean("guichet.soak") ? 20_000 : 300;
    private static final String ID = "clkKW32v_DleiC2-jDA6APJ7";

    private final OpenPgp openPgp = new OpenPgp();
    private final MailBuilder builder = new MailBuilder(openPgp, new SecureRandom());
    private final Random random = new Random(31);

    @Test
    void outsideStandsNothingButWhatDeltaChatShowsToo() throws CryptoException {
        String mail = text(build(mail(headers(new Act.Words()), "Bonjour", List.of()), Cast.NOW));
        String outer = mail.substring(0, mail.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ");
        assertEquals(List.of("From", "To", "Subject", "Date", "Message-ID", "Chat-Version", "MIME-Version",
                "Content-Type"), outer.lines().map(line -> line.substring(0, line.indexOf(':'))).toList());
        assertTrue(outer.contains("From: alice@guichet.example\r\nTo: \"hidden-recipients\": ;\r\nSubject: [...]\r\n"));
        assertTrue(outer.contains("\r\nChat-Version: 1.0\r\n"));
        assertTrue(outer.contains("\r\nMessage-ID: <m1@localhost>\r\n"));
    }

    @Test
    void theDateOutsideIsUpToSixDaysEarlyAndNeverLate() throws CryptoException {
        for (int i = 0; i < 20; i++) {
            String mail = text(build(mail(headers(new Act.Words()), "x", List.of()), Cast.NOW));
            String date = mail.lines().filter(line -> line.startsWith("Date: ")).findFirst().orElseThrow().substring(6);
            Instant outer = MailDate.parse(date).orElseThrow();
            assertFalse(outer.isAfter(Cast.NOW));
            assertFalse(outer.isBefore(Cast.NOW.minus(Duration.ofDays(6))));
        }
    }

    @Test
    void insideStandsWhatPhonesReadInTheFormThatTheyReadItIn() throws CryptoException {
        String inside = inside(build(mail(headers(new Act.Added(listed(Cast.bob(), 5))), "x", List.of()), Cast.NOW));
        for (String line : List.of("From: Alice\r\n <alice@guichet.example>", "Message-ID: <m1@localhost>",
                "Chat-Version: 1.0", "Chat-Group-ID: " + ID, "Chat-Group-Name: Salon",
                "Chat-Group-Name-Timestamp: 1795455371", "Chat-Group-Member-Added: bob@example.org",
                "Chat-Group-Member-Added-Fpr: " + Cast.bob().certificate().fingerprint().hex(),
                "Ephemeral-Timer: 86400", "Autocrypt: addr=alice@guichet.example; prefer-encrypt=mutual;",
                "HP-Outer: Subject: [...]", "HP-Outer: Chat-Version: 1.0",
                "Chat-Disposition-Notification-To: alice@guichet.example",
                "Content-Type: text/plain; charset=utf-8;\r\n hp=\"cipher\"; protected-headers=\"v1\"")) {
            assertTrue(inside.contains("\r\n" + line) || inside.startsWith(line), line);
        }
        assertTrue(inside.replaceAll("\r\n ", " ").contains("Chat-Group-Member-Timestamps: 1000 2000\r\n"));
        assertTrue(inside.replaceAll("\r\n ", " ").contains("Chat-Group-Member-Fpr: "
                + Cast.bob().certificate().fingerprint().hex() + " "
                + Cast.amelie().certificate().fingerprint().hex() + "\r\n"));
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws CryptoException {
        for (Act act : List.of(new Act.Words(), new Act.Reaction(), new Act.Edit("a@b"), new Act.Delete(List.of("a@b")),
                new Act.Added(new Listed("", "bob@example.org", Optional.of(key(Cast.bob())), OptionalLong.empty())),
                new Act.Removed(new Listed("", "bob@example.org", Optional.of(key(Cast.bob())), OptionalLong.empty())),
                new Act.Renamed("Avant, « l’été »"))) {
            ChatHeaders written = headers(act);
            ChatHeaders read = read(build(mail(written, "Bonjour", List.of()), Cast.NOW)).chat().inside().orElseThrow();
            assertEquals(written, read);
        }
    }

    @Test
    void aRoomsNameOfAnyCharactersComesThroughInOneLine() throws CryptoException {
        for (int i = 0; i < ROUNDS / 30; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = random.nextInt(60) + 1; n > 0; n--) {
                name.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x3000) : ' ' + random.nextInt(95));
            }
            Group group = new Group(ID, name.toString(), OptionalLong.of(1), List.of(listed(Cast.bob(), 1)), List.of());
            String inside = inside(build(mail(new ChatHeaders(Optional.of(group), new Act.Words(),
                    OptionalLong.empty(), List.of()), "x", List.of()), Cast.NOW));
            assertEquals(1, inside.lines().filter(line -> line.startsWith("Chat-Group-ID:")).count());
            assertEquals(0, inside.lines().filter(line -> line.startsWith("Bcc:")).count());
        }
    }

    @Test
    void nothingOfTheChatIsReadFromOutsideOfWhatIsEncrypted() throws CryptoException {
        byte[] mail = text(build(mail(headers(new Act.Words()), "x", List.of()), Cast.NOW))
                .replaceFirst("Chat-Version: 1.0", "Chat-Version: 1.0\r\nChat-Group-Member-Removed: bob@example.org\r\n"
                        + "Chat-Group-ID: OTHEROTHEROTHEROTHER")
                .getBytes(StandardCharsets.ISO_8859_1);
        ChatClaim claim = read(mail).chat();
        assertEquals(new Act.Words(), claim.inside().orElseThrow().act());
        assertEquals(Optional.of("OTHEROTHEROTHEROTHER"), claim.outside().group());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Chat-Group-Member-Timestamps: 1", "Chat-Group-Member-Fpr: ZZ", "Chat-Group-ID: x",
            "Chat-Group-ID: ../../../../etc/passwd-passwd", "Chat-Delete: <", "Chat-Edit: \u0000",
            "Ephemeral-Timer: 99999999999999999999", "Chat-Group-Name-Timestamp: -1", "Autocrypt-Gossip: addr=",
            "Chat-Group-Past-Members: ,,,,\"", "Content-Disposition: reaction; \"",
            "Chat-Group-Name: =?utf-8?B?//8=?="})
    void headersThatMakeNoSenseMeanNothing(String header) {
        View view = new View("", List.of(), java.util.Set.of());
        Budget budget = new Budget(ReadLimits.DEFAULT, System::nanoTime);
        byte[] entity = ("Chat-Version: 1.0\r\n" + header + "\r\nTo: <a@b>, <c@d>\r\n\r\nx")
                .getBytes(StandardCharsets.UTF_8);
        ChatHeaders read = ChatHeaderReader.inside(MimeParser.parse(entity, budget).root(), view).orElseThrow();
        assertTrue(read.timer().isEmpty());
        assertTrue(read.group().isEmpty());
    }

    @Test
    void ofTenThousandGossipHeadersAFewAreRead() {
        String gossip = "Autocrypt-Gossip: addr=a@b; keydata=AAAA\r\n";
        assertTrue(alone("Chat-Group-ID: " + ID + "\r\n" + gossip.repeat(900)).gossip().size() <= 64);
        assertTrue(alone(gossip.repeat(10_000) + "Chat-Group-ID: " + ID + "\r\n").gossip().size() <= 64);
    }

    @Test
    void aRoomsNameIsOneLineWhateverIsEncodedInIt() {
        String encoded = Base64.getEncoder().encodeToString("un\r\nBcc: x@y\n\u2028deux\u0085trois"
                .getBytes(StandardCharsets.UTF_8));
        String name = alone("Chat-Group-ID: " + ID + "\r\nChat-Group-Name: =?utf-8?B?" + encoded + "?=\r\n")
                .group().orElseThrow().name();
        assertEquals(1, name.lines().count());
        assertTrue(name.startsWith("un") && name.contains("Bcc: x@y"));
        assertEquals("quatre cinq six", alone("Chat-Group-ID: " + ID
                + "\r\nChat-Group-Name: quatre\u2028cinq\u0085six\r\n").group().orElseThrow().name());
    }

    /// What a message of these headers says of the chat.
    private static ChatHeaders alone(String headers) {
        byte[] entity = ("Chat-Version: 1.0\r\n" + headers + "To: <a@b>\r\n\r\nx").getBytes(StandardCharsets.UTF_8);
        return ChatHeaderReader.inside(MimeParser.parse(entity, new Budget(ReadLimits.DEFAULT, System::nanoTime))
                .root(), new View("", List.of(), java.util.Set.of())).orElseThrow();
    }

    @Test
    void randomHeadersNeverThrow() {
        List<String> names = List.of("Chat-Version", "Chat-Group-ID", "Chat-Group-Member-Fpr", "To", "Chat-Edit",
                "Chat-Group-Member-Timestamps", "Chat-Group-Past-Members", "Chat-Delete", "Autocrypt-Gossip",
                "Chat-Group-Name", "Chat-Group-Member-Added", "Chat-Group-Member-Removed-Fpr", "Content-Type");
        for (int i = 0; i < ROUNDS * 10; i++) {
            StringBuilder entity = new StringBuilder("Chat-Version: 1.0\r\n");
            for (int n = random.nextInt(12); n > 0; n--) {
                entity.append(names.get(random.nextInt(names.size()))).append(": ");
                for (int c = random.nextInt(40); c > 0; c--) {
                    entity.append((char) (random.nextInt(6) == 0
                            ? random.nextInt(256)
                            : "<>@,;:\"0aF \t=".charAt(random.nextInt(13))));
                }
                entity.append("\r\n");
            }
            Budget budget = new Budget(ReadLimits.DEFAULT, System::nanoTime);
            Entity root = MimeParser.parse((entity + "\r\nx").getBytes(StandardCharsets.ISO_8859_1), budget).root();
            ChatHeaderReader.inside(root, new View("", List.of(), java.util.Set.of()));
            ChatHeaderReader.outside(root.header());
        }
    }

    private static ChatHeaders headers(Act act) {
        return new ChatHeaders(Optional.of(new Group(ID, "Salon", OptionalLong.of(1795455371),
                List.of(listed(Cast.bob(), 1000)), List.of(listed(Cast.amelie(), 2000)))), act, OptionalLong.of(86400),
                List.of());
    }

    private static Listed listed(Cast.Member member, long time) {
        return new Listed(member.name(), member.address(), Optional.of(key(member)), OptionalLong.of(time));
    }

    private static Fingerprint key(Cast.Member member) {
        return member.certificate().fingerprint();
    }

    private static ChatMail mail(ChatHeaders headers, String body, List<AttachedFile> files) {
        return new ChatMail(new Address("alice@guichet.example"), "Alice",
                List.of(new Party("Bob", Cast.bob().address())), Cast.NOW, "m1@localhost", Optional.empty(), "Salon",
                headers, body, files, List.of(), ChatMail.Receipt.ASKED_FOR);
    }

    private byte[] build(ChatMail mail, Instant now) throws CryptoException {
        return builder.chat(mail, List.of(Cast.bob().encryptionKey(), Cast.alice().encryptionKey()),
                Cast.alice().key(), now).bytes();
    }

    private Reading read(byte[] mail) {
        return new MailReader(openPgp, ReadLimits.DEFAULT, new TestClock(Cast.NOW)).read(mail,
                List.of(Cast.bob().key()), new SignerDirectory() {
                    @Override
                    public List<Certificate> certificates() {
                        return List.of(Cast.alice().certificate());
                    }

                    @Override
                    public Trust trust(Fingerprint signer) {
                        return Trust.VERIFIED;
                    }
                });
    }

    private String inside(byte[] mail) {
        String text = text(mail);
        int start = text.indexOf("-----BEGIN PGP MESSAGE-----");
        Opened opened = openPgp.open(
                text.substring(start, text.indexOf("-----END PGP MESSAGE-----") + 27)
                        .getBytes(StandardCharsets.ISO_8859_1),
                List.of(Cast.bob().key()), List.of(), new OpenLimits(1 << 20), Cast.NOW);
        return new String(((Opened.Plaintext) opened).bytes(), StandardCharsets.UTF_8);
    }

    private static String text(byte[] mail) {
        return new String(mail, StandardCharsets.ISO_8859_1);
    }
}
