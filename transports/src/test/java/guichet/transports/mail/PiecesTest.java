package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.mail.ScriptedServer.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A message comes in pieces, and is whole or isn't there.
@Timeout(60)
final class PiecesTest {
    private static final int PIECE = 1 << 20;
    private static final Pattern ASKED = Pattern
            .compile("(\\S+) UID FETCH 7 \\(UID BODY\\.PEEK\\[]<(\\d+)\\.(\\d+)>\\)");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17})
    void isPutTogetherWhateverItsSize(int size) throws Exception {
        byte[] message = message(size);
        assertArrayEquals(message,
                fetch(peer -> serve(peer, message, Integer.MAX_VALUE), size, 8 * PIECE).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 333})
    void isWholeThoughTheServerGivesLessThanItWasAskedFor(int most) throws Exception {
        byte[] message = message(1_000);
        assertArrayEquals(message, fetch(peer -> serve(peer, message, most), 1_000, 8 * PIECE).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 999, 1_001, 50_000})
    void isWholeThoughItsSizeWasNotAnnouncedExactly(int announced) throws Exception {
        byte[] message = message(1_000);
        assertArrayEquals(message, fetch(peer -> serve(peer, message, PIECE), announced, 8 * PIECE).orElseThrow());
    }

    @Test
    void aServerThatGivesAlwaysTheBeginningGivesNoMessage() throws Exception {
        Optional<byte[]> got = fetch(peer -> {
            for (String line = peer.line(); line != null; line = peer.line()) {
                peer.say(ImapScript.body(1, 7, "half a mess"), ImapScript.tag(line) + " OK done");
            }
        }, 20, 8 * PIECE);
        // The second answer is about another piece than the one asked for.
        assertEquals(Optional.empty(), got);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "{0}\r\n", "NIL", "nil"})
    void nothingMoreIsTheEnd(String nothing) throws Exception {
        Optional<byte[]> got = fetch(peer -> {
            peer.say(ImapScript.body(1, 7, "all of it"), ImapScript.tag(peer.command()) + " OK done");
            peer.say("* 1 FETCH (UID 7 BODY[]<9> " + nothing + ")", ImapScript.tag(peer.command()) + " OK done");
        }, 20, 8 * PIECE);
        assertEquals("all of it", text(got));
    }

    @Test
    void aMessageThatNeverEndsIsGivenUpAtTheLimit() {
        LinkException failure = assertThrows(LinkException.class, () -> fetch(peer -> {
            for (String line = peer.line(); line != null; line = peer.line()) {
                Matcher asked = asked(line);
                peer.sayRaw("* 1 FETCH (UID 7 BODY[]<" + asked.group(2) + "> {" + PIECE + "}\r\n" + "x".repeat(PIECE)
                        + ")\r\n" + asked.group(1) + " OK done\r\n");
            }
        }, 10, 4 * PIECE));
        assertEquals(Trouble.MESSAGE_TOO_LARGE, failure.trouble());
    }

    @Test
    void aServerThatKnowsNoPiecesAndGivesMoreThanOneIsRefused() {
        LinkException failure = assertThrows(LinkException.class, () -> fetch(peer -> {
            peer.command();
            peer.sayRaw("* 1 FETCH (UID 7 BODY[] {" + (PIECE + 1) + "}\r\n");
            peer.listenUntilTheEnd();
        }, PIECE + 1, 4 * PIECE));
        assertEquals(Trouble.MESSAGE_TOO_LARGE, failure.trouble());
    }

    @ParameterizedTest
    @ValueSource(strings = {"* 1 FETCH (UID 7 BODY[]<0> {2000000000} )", "* 1 FETCH (UID 7 BODY[]<0> {2147483647}x)",
            "* 1 FETCH (UID 7 BODY[]<0> {9", "* 1 FETCH (UID 7 BODY[TEXT]<0> \"x\")",
            "* 1 FETCH (UID 7 BODY[]<5> \"x\")",
            "* 1 FETCH (UID 7 BODY[]<99999999999999999999> \"x\")", "* 1 FETCH (UID 7 BODY[]<0> \"x",
            "* 1 FETCH (BODY[]<0> \"x\")", "* 1 FETCH (UID 7 BODY[]<0> NIL)", "* 1 FETCH (UID 7 FLAGS (\\Seen",
            "* 1 FETCH (UID 7 ENVELOPE (((((((((((((((((((", "* 1 FETCH (UID 7 BODYSTRUCTURE (% %",
            "* FETCH (UID 7 BODY[]<0> \"x\")"})
    void whatIsNoPieceOfTheMessageIsNone(String said) throws Exception {
        // The last one is a FETCH without a number: Angus reads it as one all the same, and it says all that matters.
        Optional<byte[]> got = fetch(peer -> {
            String line = peer.command();
            peer.say(said, ImapScript.tag(line) + " OK done");
            peer.listenUntilTheEnd();
        }, 1, 4 * PIECE);
        assertEquals(said.startsWith("* FETCH") ? "x" : "", text(got));
    }

    @Test
    void structuresOfAnyDepthCostNothing() throws Exception {
        long begun = System.nanoTime();
        Optional<byte[]> got = fetch(peer -> {
            String line = peer.command();
            for (int n = 0; n < 10; n++) {
                peer.say("* 1 FETCH (BODYSTRUCTURE " + "(".repeat(60_000));
            }
            peer.say(ImapScript.body(1, 7, "one"), ImapScript.tag(line) + " OK done");
            peer.listenUntilTheEnd();
        }, 3, 4 * PIECE);
        assertEquals("one", text(got));
        assertTrue(System.nanoTime() - begun < 5_000_000_000L);
    }

    private static String text(Optional<byte[]> bytes) {
        return new String(bytes.orElse(new byte[0]), StandardCharsets.US_ASCII);
    }

    private static byte[] message(int size) {
        byte[] message = new byte[size];
        new Random(size).nextBytes(message);
        return message;
    }

    private static Matcher asked(String line) throws IOException {
        Matcher asked = ASKED.matcher(line);
        if (!asked.matches()) {
            throw new IOException("asked otherwise: " + line);
        }
        return asked;
    }

    private static void serve(Peer peer, byte[] message, int atMost) throws IOException {
        for (String line = peer.line(); line != null; line = peer.line()) {
            Matcher asked = asked(line);
            int from = Math.min(message.length, Integer.parseInt(asked.group(2)));
            int count = Math.min(atMost, Math.min(message.length - from, Integer.parseInt(asked.group(3))));
            peer.sayRaw("* 1 FETCH (UID 7 BODY[]<" + asked.group(2) + "> {" + count + "}\r\n"
                    + new String(message, from, count, StandardCharsets.ISO_8859_1) + ")\r\n" + asked.group(1)
                    + " OK done\r\n");
        }
    }

    /// Empty where the server gave none.
    private static Optional<byte[]> fetch(ScriptedServer.Script script, long announced, int most) throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            ImapScript.login(peer);
            script.run(peer);
        }); Cutoff cutoff = new Cutoff()) {
            Server there = TestMailbox.server("imap://127.0.0.1:" + server.port(), Optional.empty());
            try (ImapSession session = ImapSession.open(there, TestMailbox.login(),
                    TestMailbox.PATIENCE, cutoff)) {
                return Optional.ofNullable(session.fetch(new TreeMap<>(Map.of(7L, announced)), most).get(7L));
            }
        }
    }
}
