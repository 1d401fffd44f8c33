package guichet.inbox.signal;

import static guichet.inbox.signal.SignalLines.BOB;
import static guichet.inbox.signal.SignalLines.CAROL;
import static guichet.inbox.signal.SignalLines.GROUP;
import static guichet.inbox.signal.SignalLines.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.Direction;
import guichet.inbox.signal.Envelope.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
    private static final Instant NOW = Cast.NOW;
    private static final Instant THEN = NOW.minusSeconds(60);

    private final EnvelopeReader reader = new EnvelopeReader();

    @Test
    void readsWords() {
        Envelope.Said said = said(SignalLines.says(BOB, NOW, "Bonjour \\u00e9t\\u00e9"));
        assertEquals(BOB.recipient(), said.head().author().aci().orElseThrow());
        assertEquals(BOB.phone(), said.head().author().number().orElseThrow());
        assertEquals("Bob", said.head().name());
        assertEquals(Direction.IN, said.head().direction());
        assertEquals(NOW, said.head().sent());
        assertEquals(SignalKind.TEXT, said.content().kind());
        assertEquals("Bonjour été", said.content().text());
    }

    @Test
    void readsWhatASubscriptionWraps() {
        String line = "{\"subscription\":0,\"result\":" + SignalLines.says(BOB, NOW, "Bonjour") + "}";
        assertEquals("Bonjour", said(line).content().text());
    }

    @Test
    void readsAnEnvelopeOfTheManualPage() {
        Envelope.Said said = said("""
                {"envelope":{"source":"+33123456789","sourceNumber":"+33123456789","sourceUuid":\
                "0c5d6b8e-1f4a-4b57-9c1e-000000000001","sourceName":"name","sourceDevice":1,"timestamp":1631458508784,\
                "dataMessage":{"timestamp":1631458508784,"message":"foobar","expiresInSeconds":0,"viewOnce":false,\
                "mentions":[],"attachments":[],"contacts":[]}}}""");
        assertEquals("foobar", said.content().text());
        assertEquals(Instant.ofEpochMilli(1631458508784L), said.head().sent());
    }

    @Test
    void readsAFileAQuoteAMentionAndATimer() {
        Envelope.Said said = said(SignalLines.envelope(BOB, NOW, """
                "dataMessage":{"timestamp":%d,"message":"voir \ufffc","expiresInSeconds":3600,"viewOnce":false\
                %s%s,"mentions":[{"name":"x",%s,"start":5,"length":1}]}""".formatted(NOW.toEpochMilli(),
                SignalLines.attached("abc.jpg", "../../photo.jpg"), SignalLines.quoting(US, THEN, "hier"),
                "\"number\":\"" + CAROL.number() + "\",\"uuid\":\"" + CAROL.aci() + "\"")));
        assertEquals(List.of(new Envelope.NamedFile("abc.jpg", "../../photo.jpg", "image/jpeg")),
                said.content().files());
        assertEquals(THEN, said.content().quote().orElseThrow().sent());
        assertEquals("hier", said.content().quote().orElseThrow().alleged());
        assertEquals(5, said.content().mentions().getFirst().start());
        assertEquals(Duration.ofHours(1), said.content().timer());
    }

    @Test
    void readsAGroup() {
        Place place = said(SignalLines.says(BOB, NOW, "à tous", SignalLines.inGroup())).head().place();
        assertEquals(GROUP, assertInstanceOf(Place.InGroup.class, place).group().base64Id());
    }

    @Test
    void readsWhatReferesToOthers() {
        Envelope.Edited edited = assertInstanceOf(Envelope.Edited.class,
                read(SignalLines.edits(BOB, NOW, THEN, "mieux")));
        assertEquals(THEN, edited.target());
        assertEquals("mieux", edited.content().text());
        assertEquals(THEN,
                assertInstanceOf(Envelope.Deleted.class, read(SignalLines.deletes(BOB, NOW, THEN))).target());
        Envelope.Reacted reacted = assertInstanceOf(Envelope.Reacted.class,
                read(SignalLines.reacts(BOB, NOW, US, THEN, "👍")));
        assertEquals("👍", reacted.emoji());
        assertEquals("", assertInstanceOf(Envelope.Reacted.class,
                read(SignalLines.says(BOB, NOW, "", SignalLines.reaction(US, THEN, "👍", true)))).emoji());
    }

    @Test
    void readsWhatOurTelephoneSent() {
        Envelope.Said said = said(SignalLines.weSaid(BOB, NOW, "d'accord", ""));
        assertEquals(Direction.OUT, said.head().direction());
        assertEquals(BOB.recipient(), assertInstanceOf(Place.Between.class, said.head().place()).other().aci()
                .orElseThrow());
        Envelope edited = read(SignalLines.envelope(US, NOW, """
                "syncMessage":{"sentMessage":{"destination":null,"destinationNumber":null,"destinationUuid":"%s",\
                "editMessage":{"targetSentTimestamp":%d,"dataMessage":{%s}}}}""".formatted(BOB.aci(),
                THEN.toEpochMilli(), SignalLines.data(NOW, "mieux", ""))));
        assertEquals(Direction.OUT, assertInstanceOf(Envelope.Edited.class, edited).head().direction());
    }

    @Test
    void readsReceipts() {
        Envelope.Receipts receipts = assertInstanceOf(Envelope.Receipts.class,
                read(SignalLines.received(BOB, NOW, "read", THEN, THEN.plusMillis(1))));
        assertEquals(Envelope.Receipt.READ, receipts.receipt());
        assertEquals(List.of(THEN, THEN.plusMillis(1)), receipts.sent());
    }

    @Test
    void readsWhatIsNoText() {
        assertEquals(SignalKind.STICKER,
                kind(",\"sticker\":{\"packId\":\"00ff\",\"stickerId\":3}"));
        assertEquals(SignalKind.PAYMENT, kind(",\"payment\":{\"note\":\"merci\",\"receipt\":\"AAAA\"}"));
        assertEquals(SignalKind.VIEW_ONCE, said(SignalLines.envelope(BOB, NOW, """
                "dataMessage":{"timestamp":1,"message":null,"expiresInSeconds":0,"viewOnce":true}""")).content()
                .kind());
        Envelope.Said card = said(SignalLines.says(BOB, NOW, "", """
                ,"contacts":[{"name":{"nickname":null,"given":"Dana","family":"Roy","prefix":null,"suffix":null,\
                "middle":null},"phone":[{"value":"+33699999999","type":"MOBILE","label":null}],\
                "email":[{"value":"dana@example.org","type":"HOME","label":null}],"organization":"Eaux"}]"""));
        assertEquals(SignalKind.CONTACT_CARD, card.content().kind());
        assertEquals("Dana Roy\nEaux\n+33699999999\ndana@example.org", card.content().text());
        assertEquals(SignalKind.MISSED_CALL, said(SignalLines.envelope(BOB, NOW,
                "\"callMessage\":{\"offerMessage\":{\"id\":1,\"type\":\"AUDIO_CALL\",\"opaque\":\"AA==\"}}")).content()
                .kind());
        assertEquals(SignalKind.GROUP_CHANGED, said(SignalLines.says(BOB, NOW, "", SignalLines.inGroup()
                .replace("DELIVER", "UPDATE"))).content().kind());
        assertEquals("texte", said(SignalLines.envelope(BOB, NOW,
                "\"storyMessage\":{\"allowsReplies\":true,\"textAttachment\":{\"text\":\"texte\"}}")).content().text());
        Envelope.Said timer = said(SignalLines.envelope(BOB, NOW, """
                "dataMessage":{"timestamp":1,"message":null,"expiresInSeconds":86400,"viewOnce":false}"""));
        assertEquals(SignalKind.TIMER_CHANGED, timer.content().kind());
        assertEquals("86400", timer.content().text());
    }

    @Test
    void readsTheTimerOfLaterVersions() {
        assertEquals(SignalKind.TIMER_CHANGED, said(SignalLines.envelope(BOB, NOW, """
                "dataMessage":{"timestamp":1,"message":null,"expiresInSeconds":0,"isExpirationUpdate":true,\
                "viewOnce":false}""")).content().kind());
    }

    @Test
    void readsWhatSignalCliCouldNot() {
        assertEquals(SignalKind.IDENTITY_CHANGED,
                said(SignalLines.failed(BOB, NOW, "UntrustedIdentityException")).content().kind());
        assertEquals(SignalKind.CANNOT_DECRYPT,
                said(SignalLines.failed(BOB, NOW, "ProtocolInvalidMessageException")).content().kind());
        assertInstanceOf(Envelope.Nothing.class,
                read(SignalLines.failed(BOB, NOW, "ProtocolDuplicateMessageException")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"typingMessage\":{\"action\":\"STARTED\",\"timestamp\":1}",
            "\"syncMessage\":{}", "\"syncMessage\":{\"type\":\"CONTACTS_SYNC\"}",
            "\"syncMessage\":{\"readMessages\":[{\"sender\":\"x\",\"timestamp\":1}]}",
            "\"callMessage\":{\"hangupMessage\":{\"id\":1,\"type\":\"NORMAL\",\"deviceId\":0}}", "",
            "\"dataMessage\":{\"timestamp\":1,\"message\":null,\"expiresInSeconds\":0,\"viewOnce\":false}"})
    void keepsNothingOfWhatSaysNothing(String content) {
        assertInstanceOf(Envelope.Nothing.class, read(SignalLines.envelope(BOB, NOW, content)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // of a later version
            "\"dataMessage\":{\"timestamp\":1,\"message\":null,\"pollCreate\":{\"question\":\"?\"}}",
            "\"dataMessage\":{\"timestamp\":1,\"message\":null,\"adminDelete\":{\"targetSentTimestamp\":1}}",
            "\"hologramMessage\":{}", "\"syncMessage\":{\"hologram\":{}}",
            // of the wrong type
            "\"dataMessage\":{\"timestamp\":\"1\",\"message\":\"x\"}",
            "\"dataMessage\":{\"timestamp\":1,\"message\":7}",
            "\"dataMessage\":[]", "\"dataMessage\":{\"timestamp\":1,\"message\":\"x\",\"attachments\":{}}",
            "\"dataMessage\":{\"timestamp\":1,\"message\":\"x\",\"attachments\":[7]}",
            "\"dataMessage\":{\"timestamp\":1,\"message\":\"x\",\"quote\":{\"id\":\"1\"}}",
            "\"dataMessage\":{\"timestamp\":1.5,\"message\":\"x\"}",
            "\"dataMessage\":{\"timestamp\":99999999999999999999999999,\"message\":\"x\"}",
            // out of range, or missing
            "\"dataMessage\":{\"timestamp\":-1,\"message\":\"x\"}",
            "\"dataMessage\":{\"timestamp\":0,\"message\":\"x\"}",
            "\"dataMessage\":{\"timestamp\":9223372036854775807,\"message\":\"x\"}",
            "\"dataMessage\":{\"message\":\"x\"}",
            "\"dataMessage\":{\"timestamp\":1,\"message\":\"x\",\"expiresInSeconds\":-1}",
            "\"dataMessage\":{\"timestamp\":1,\"message\":\"x\",\"groupInfo\":{\"groupId\":\"../..\"}}",
            "\"editMessage\":{\"targetSentTimestamp\":1}", "\"editMessage\":{}",
            "\"syncMessage\":{\"sentMessage\":{\"timestamp\":1,\"message\":\"to nobody\"}}"})
    void saysThatItDoesNotUnderstand(String content) {
        Envelope.NotUnderstood raw = assertInstanceOf(Envelope.NotUnderstood.class,
                read(SignalLines.envelope(BOB, NOW, content)));
        assertEquals(BOB.recipient(), raw.head().orElseThrow().author().aci().orElseThrow());
    }

    @Test
    void saysSoOfWhatIsNoJsonAtAll() {
        for (String line : List.of("", "{", "null", "[]", "7", "{}", "{\"envelope\":7}", "{\"envelope\":null}",
                "{\"envelope\":{}} x", "[".repeat(10_000), "{\"a\":".repeat(10_000),
                "{\"envelope\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "{\"envelope\":{\"sourceUuid\":\"no\",\"timestamp\":1}}",
                // said twice: which one counts?
                SignalLines.says(BOB, NOW, "x", ",\"message\":\"y\""),
                SignalLines.says(BOB, NOW, "x", ",\"message\":null"),
                "{\"envelope\":{\"sourceNumber\":\"+33612345678\"}}",
                "{\"envelope\":{\"timestamp\":1,\"dataMessage\":{\"timestamp\":1,\"message\":\"from nobody\"}}}")) {
            assertInstanceOf(Envelope.NotUnderstood.class, read(line), line.length() > 80 ? "deep" : line);
        }
    }

    @Test
    void holdsWithoutHarmWhatIsHuge() {
        String many = "[" + "1,".repeat(600_000) + "1]";
        assertInstanceOf(Envelope.NotUnderstood.class, read(SignalLines.envelope(BOB, NOW,
                "\"receiptMessage\":{\"when\":1,\"isRead\":true,\"timestamps\":" + many + "}")));
        assertInstanceOf(Envelope.NotUnderstood.class, read(SignalLines.says(BOB, NOW, "x".repeat(17_000_000))));
        String attachments = ",\"attachments\":[" + "{},".repeat(5_000) + "{}]";
        assertInstanceOf(Envelope.NotUnderstood.class, read(SignalLines.says(BOB, NOW, "x", attachments)));
    }

    @Test
    void keepsHalvesOfCharactersAndBrokenBytesOut() {
        assertEquals("a\ufffdb\ufffd", said(SignalLines.says(BOB, NOW, "a\\ud800b\\udc00")).content().text());
        assertEquals("😀", said(SignalLines.says(BOB, NOW, "\\ud83d\\ude00")).content().text());
        byte[] broken = SignalLines.bytes(SignalLines.says(BOB, NOW, "abc"));
        for (int i = 0; i < broken.length; i++) {
            if (broken[i] == 'b' && broken[i - 1] == 'a' && broken[i + 1] == 'c') {
                broken[i] = (byte) 0xff;
            }
        }
        assertInstanceOf(Envelope.NotUnderstood.class, reader.read(broken));
    }

    @Test
    void neverFailsWhateverIsDoneToALine() {
        Random random = new Random(20261123);
        List<String> seeds = List.of(SignalLines.says(BOB, NOW, "Bonjour", SignalLines.attached("a.jpg", "b")),
                SignalLines.weSaid(BOB, NOW, "d'accord", SignalLines.quoting(BOB, THEN, "q")),
                SignalLines.edits(BOB, NOW, THEN, "mieux"), SignalLines.reacts(BOB, NOW, US, THEN, "👍"),
                SignalLines.received(BOB, NOW, "read", THEN),
                SignalLines.failed(BOB, NOW, "UntrustedIdentityException"));
        int rounds = Boolean.getBoolean("guichet.soak") ? 2_000_000 : 20_000;
        int understood = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] line = mutated(random, seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8));
            Envelope read = reader.read(line);
            assertNotNull(read);
            understood += read instanceof Envelope.NotUnderstood ? 0 : 1;
        }
        assertTrue(understood > rounds / 50, "most mutations are noise, not all: " + understood);
    }

    private static byte[] mutated(Random random, byte[] line) {
        byte[] changed = line.clone();
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] = (byte) "{}[]\",:0-9eE\\u".charAt(random.nextInt(14));
                case 2 -> changed = java.util.Arrays.copyOf(changed, Math.max(1, at));
                default -> {
                    int from = random.nextInt(changed.length);
                    int length = Math.min(random.nextInt(40), Math.min(changed.length - from, changed.length - at));
                    System.arraycopy(changed.clone(), from, changed, at, length);
                }
            }
        }
        return changed;
    }

    private Envelope read(String line) {
        return reader.read(SignalLines.bytes(line));
    }

    private Envelope.Said said(String line) {
        return assertInstanceOf(Envelope.Said.class, read(line));
    }

    private SignalKind kind(String more) {
        return said(SignalLines.says(BOB, NOW, "", more)).content().kind();
    }

    @Test
    void anExceptionWithoutAnEnvelopeIsKeptRaw() {
        assertEquals(Optional.empty(), assertInstanceOf(Envelope.NotUnderstood.class,
                read("{\"account\":\"+33700000001\",\"exception\":{\"message\":null,\"type\":\"IOException\"}}"))
                .head());
    }
}
