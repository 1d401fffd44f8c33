package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.mail.GuardedInput.Grammar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eclipse.angus.mail.iap.ResponseInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class GuardedInputTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void handsOverOneLineAtATimeHoweverMuchHasCome() throws Exception {
        GuardedInput input = imap("* OK one\r\n* OK two\r\n", 0);
        assertEquals("* OK one\r\n", once(input));
        assertTrue(input.hasUnread());
        assertEquals("* OK two\r\n", once(input));
        assertFalse(input.hasUnread());
    }

    @Test
    void handsOverALiteralAndNothingOfWhatFollowsIt() throws Exception {
        GuardedInput input = imap("* 1 FETCH (BODY[] {5}\r\na\r\nbc)\r\n* NEXT\r\n", 5);
        assertEquals("* 1 FETCH (BODY[] {5}\r\n", once(input));
        assertEquals("a\r\nbc", once(input));
        assertEquals(")\r\n", once(input));
        assertEquals("* NEXT\r\n", once(input));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{6}", "{0000000006}", "{2147483647}", "{2147483648}", "{4294967296}",
            "{99999999999999999999}", "{000000000000000000000000000005}"})
    void aLiteralThatIsNotAllowedIsRefusedBeforeAByteOfIt(String literal) {
        Feed feed = new Feed("* 1 FETCH (BODY[] " + literal + "\r\nabcdef)\r\n");
        GuardedInput input = new GuardedInput(Grammar.LITERALS, feed, PATIENCE);
        input.allow(1_000, 5);
        assertThrows(IOException.class, () -> once(input));
        assertEquals(List.of(Trouble.MESSAGE_TOO_LARGE), feed.refused);
        assertThrows(IOException.class, () -> once(input));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{-5}", "{-0}", "{-1234567890}"})
    void aLengthBelowNothingIsRefused(String literal) {
        Feed feed = new Feed("* 1 FETCH (BODY[] " + literal + "\r\nabcdef)\r\n");
        assertThrows(IOException.class, () -> once(new GuardedInput(Grammar.LITERALS, feed, PATIENCE)));
        assertEquals(List.of(Trouble.BAD_ANSWER), feed.refused);
    }

    @Test
    void manySmallLiteralsInOneResponseAreBoundedTogether() {
        Feed feed = new Feed("* " + "{5}\r\nabcde ".repeat(100_000) + "\r\n");
        GuardedInput input = new GuardedInput(Grammar.LITERALS, feed, PATIENCE);
        input.allow(Long.MAX_VALUE, 5);
        assertThrows(IOException.class, input::readAllBytes);
        assertTrue(feed.given < 400_000, "read " + feed.given);
    }

    @Test
    void aLineWithoutAnEndIsBounded() {
        for (Grammar grammar : Grammar.values()) {
            Feed feed = new Feed("a".repeat(1_000_000));
            assertThrows(IOException.class, new GuardedInput(grammar, feed, PATIENCE)::readAllBytes);
            assertTrue(feed.given < 100_000, "read " + feed.given);
            assertEquals(List.of(Trouble.BAD_ANSWER), feed.refused);
        }
    }

    @Test
    void linesWithoutEndAreBounded() {
        for (Grammar grammar : Grammar.values()) {
            Feed feed = new Feed("250-more\r\n".repeat(100_000));
            GuardedInput input = new GuardedInput(grammar, feed, PATIENCE);
            input.allow(10_000, 0);
            assertThrows(IOException.class, input::readAllBytes);
            assertTrue(feed.given < 50_000, "read " + feed.given);
        }
    }

    @Test
    void twoRepliesInWhatSomeTakeForOneLineAreRefused() {
        Feed feed = new Feed("354 go ahead\r250 taken\r\n");
        assertThrows(IOException.class, new GuardedInput(Grammar.LINES, feed, PATIENCE)::readAllBytes);
        assertEquals(List.of(Trouble.BAD_ANSWER), feed.refused);
    }

    @Test
    void aServerThatDripsIsGivenUpInTheTimeOfOneAnswer() {
        Feed feed = new Feed("* OK a long story\r\n", Duration.ofMillis(60));
        GuardedInput input = new GuardedInput(Grammar.LITERALS, feed, Duration.ofMillis(300));
        long begun = System.nanoTime();
        assertThrows(IOException.class, input::readAllBytes);
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 900);
        assertEquals(List.of(Trouble.TIMED_OUT), feed.refused);
    }

    @Test
    void waitingInVainEndsNothing() throws Exception {
        Feed feed = new Feed("");
        feed.silent = true;
        GuardedInput input = new GuardedInput(Grammar.LITERALS, feed, PATIENCE);
        assertFalse(input.await(Duration.ofMillis(1)));
        feed.silent = false;
        feed.bytes = "* 1 EXISTS\r\n".getBytes(StandardCharsets.US_ASCII);
        assertTrue(input.await(Duration.ofMillis(1)));
        assertEquals("* 1 EXISTS\r\n", once(input));
        assertEquals(List.of(), feed.refused);
    }

    /// The bounds hold only as long as the guard and the library agree on where a response ends.
    @Test
    @Timeout(1_200)
    void agreesWithTheLibraryOnWhereEachResponseEnds() throws Exception {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        int rounds = Boolean.getBoolean("guichet.soak") ? 2_000_000 : 30_000;
        int compared = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] said = conversation(chance);
            ResponseInputStream alone = new ResponseInputStream(new ByteArrayInputStream(said));
            Feed feed = new Feed(new String(said, StandardCharsets.ISO_8859_1));
            GuardedInput guard = new GuardedInput(Grammar.LITERALS, feed, PATIENCE);
            guard.allow(Long.MAX_VALUE, 40);
            ResponseInputStream guarded = new ResponseInputStream(guard);
            for (byte[] expected : responses(alone)) {
                byte[] got;
                try {
                    got = response(guarded);
                } catch (IOException _) {
                    assertFalse(feed.refused.isEmpty());
                    break;
                }
                assertArrayEquals(expected, got, () -> new String(said, StandardCharsets.ISO_8859_1));
                assertEquals(guard.available(), guarded.available(), "the library holds what it has not asked for");
                compared++;
            }
        }
        assertTrue(compared > rounds / 2, "compared " + compared);
    }

    private static byte[] conversation(RandomGenerator chance) {
        String[] words = {"{", "}", "{3}", "{0}", "{12}", "{-1}", "{00000000000000000001}", "\r\n", "\r", "\n", "a",
                "{}",
                " ", "\"", "3", "* ", "{3}\r\n", "}\r\n", "\0", "\u00ff", "{7"};
        StringBuilder said = new StringBuilder();
        int count = 1 + chance.nextInt(14);
        for (int n = 0; n < count; n++) {
            said.append(words[chance.nextInt(words.length)]);
        }
        return said.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<byte[]> responses(ResponseInputStream from) {
        List<byte[]> all = new ArrayList<>();
        try {
            while (true) {
                all.add(response(from));
            }
        } catch (IOException _) {
            return all;
        }
    }

    private static byte[] response(ResponseInputStream from) throws IOException {
        var bytes = from.readResponse();
        return java.util.Arrays.copyOf(bytes.getBytes(), bytes.getCount());
    }

    private static GuardedInput imap(String said, int literalBytes) {
        GuardedInput input = new GuardedInput(Grammar.LITERALS, new Feed(said), PATIENCE);
        input.allow(1_000, literalBytes);
        return input;
    }

    private static String once(GuardedInput input) throws IOException {
        byte[] into = new byte[1_000];
        int read = input.read(into, 0, into.length);
        return new String(into, 0, read, StandardCharsets.ISO_8859_1);
    }

    /// A server's side of a conversation, as the network gives it.
    private static final class Feed implements GuardedInput.Source {
        private byte[] bytes;
        private final Duration aByte;
        private boolean silent;
        private int given;
        private final List<Trouble> refused = new ArrayList<>();

        private Feed(String said) {
            this(said, Duration.ZERO);
        }

        private Feed(String said, Duration aByte) {
            this.bytes = said.getBytes(StandardCharsets.ISO_8859_1);
            this.aByte = aByte;
        }

        @Override
        public int read(byte[] into, Duration within) throws IOException {
            if (silent) {
                throw new SocketTimeoutException();
            }
            int most = aByte.isZero() ? into.length : 1;
            pause();
            int count = Math.min(most, bytes.length - given);
            System.arraycopy(bytes, given, into, 0, count);
            given += count;
            return count == 0 ? -1 : count;
        }

        private void pause() {
            try {
                Thread.sleep(aByte);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean mayHaveMore() {
            return given < bytes.length;
        }

        @Override
        public void refused(Trouble why) {
            refused.add(why);
        }
    }
}
