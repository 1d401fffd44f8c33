package guichet.transports.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.signal.Frame.Failure;
import guichet.transports.signal.Frame.Garbage;
import guichet.transports.signal.Frame.Notification;
import guichet.transports.signal.Frame.Result;
import guichet.transports.signal.Frame.Why;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    @Test
    void aResultKeepsItsOwnBytes() {
        var result = assertInstanceOf(Result.class, read("""
                {"jsonrpc":"2.0","result":{"timestamp": 999,"é":"\\u0000"},"id":4}"""));
        assertEquals("4", result.id());
        assertEquals("{\"timestamp\": 999,\"é\":\"\\u0000\"}", new String(result.json().bytes(), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"plain\"", "true", "12.5", "null", "[]", "{}", "\"é \\\" }\"", "[[1],{\"a\":[]}]"})
    void anyValueIsSlicedExactly(String value) {
        var notification = assertInstanceOf(Notification.class,
                read("{\"jsonrpc\":\"2.0\",\"method\":\"receive\",\"params\":" + value + " , \"more\":[1,2]}"));
        assertEquals(value, new String(notification.params().bytes(), UTF_8));
    }

    @Test
    void anErrorIsReadAsSignalCliWritesIt() {
        assertEquals(
                new Failure(Optional.of("1"), -5, "Failed", Raw.of("{\"response\":{\"results\":[]}}".getBytes(UTF_8))),
                read(
                        """
                                {"jsonrpc":"2.0","error":{"code":-5,"message":"Failed","data":{"response":{"results":[]}}},"id":"1"}"""));
        assertEquals(new Failure(Optional.empty(), -32700, "bad", Raw.none()),
                read("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"bad\",\"data\":null},\"id\":null}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"x\"", "{}", "{\"jsonrpc\":\"2.0\"}",
            "{\"jsonrpc\":\"1.0\",\"method\":\"receive\"}",
            "{\"method\":\"receive\"}", "{\"jsonrpc\":\"2.0\",\"method\":1}", "{\"jsonrpc\":\"2.0\",\"result\":1}",
            "{\"jsonrpc\":\"2.0\",\"error\":[1],\"id\":1}", "{\"jsonrpc\":\"2.0\",\"error\":\"x\",\"id\":1}",
            "{\"jsonrpc\":\"2.0\",\"result\":1,\"error\":{},\"id\":1}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"receive\",\"params\":1,\"params\":2}",
            "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":{\"a\":1}}", "{\"jsonrpc\":[\"2.0\"],\"method\":\"receive\"}"})
    void jsonThatIsNoFrameIsNone(String line) {
        assertEquals(Why.NOT_A_FRAME, why(line.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "{", "{\"jsonrpc\":\"2.0\",\"method\":\"receive\"}{}", "\u0000\u0000", "{\"a\"}",
            "INFO  SignalAccount - waiting", "{\"jsonrpc\":\"2.0\",\"method\":\"receive\",\"params\":{\"a\":}}"})
    void whatIsNoJsonIsNotGuessedAt(String line) {
        assertEquals(Why.NOT_JSON, why(line.getBytes(UTF_8)));
    }

    @Test
    void aNestingOfTenThousandIsRefused() {
        String deep = "{\"jsonrpc\":\"2.0\",\"method\":\"receive\",\"params\":" + "[".repeat(10_000)
                + "]".repeat(10_000)
                + "}";
        assertEquals(Why.BEYOND_LIMITS, why(deep.getBytes(UTF_8)));
    }

    @Test
    void invalidUtf8IsRefusedWhereverItStands() {
        byte[] line = "{\"jsonrpc\":\"2.0\",\"method\":\"receive\",\"params\":{\"a\":\"??\"}}".getBytes(UTF_8);
        for (byte[] bad : List.of(new byte[]{(byte) 0xff, (byte) 0xfe}, new byte[]{(byte) 0xc0, (byte) 0x80},
                new byte[]{(byte) 0xe9, 'x'})) {
            int at = new String(line, UTF_8).indexOf("??");
            line[at] = bad[0];
            line[at + 1] = bad[1];
            assertEquals(Why.NOT_UTF8, why(line));
            line[at] = '?';
            line[at + 1] = '?';
        }
    }

    @Test
    void garbageKeepsWhatCame() {
        byte[] line = "half \u00e9".getBytes(UTF_8);
        var garbage = assertInstanceOf(Garbage.class, Frames.read(line));
        assertArrayEquals(line, garbage.raw().bytes());
        assertEquals(line.length, garbage.length());
    }

    /// Whatever is done to a line, reading it ends, without an exception, and a cut line is never another frame than garbage.
    @Test
    void everyCutAndEveryFlippedByteIsSurvived() {
        byte[] whole = """
                {"jsonrpc":"2.0","method":"receive","params":{"envelope":{"source":"+33","é":[1,2.5e3,null]}},"id":null}"""
                .getBytes(UTF_8);
        for (int cut = 0; cut < whole.length; cut++) {
            assertInstanceOf(Garbage.class, Frames.read(Arrays.copyOf(whole, cut)), "cut at " + cut);
        }
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] hurt = whole.clone();
            hurt[random.nextInt(hurt.length)] = (byte) random.nextInt(256);
            Frames.read(hurt);
        }
    }

    @Test
    void linesAreCutHoweverTheyCome() {
        byte[] text = "bad\n\n{\"jsonrpc\":\"2.0\",\"method\":\"m\"}\nhalf".getBytes(UTF_8);
        for (int chunk = 1; chunk <= text.length; chunk++) {
            List<LineCutter.Cut> cuts = new ArrayList<>();
            LineCutter cutter = new LineCutter(100);
            for (int at = 0; at < text.length; at += chunk) {
                byte[] part = Arrays.copyOfRange(text, at, Math.min(text.length, at + chunk));
                cutter.feed(part, part.length, cuts::add);
            }
            assertEquals(2, cuts.size());
            assertEquals(104, cuts.get(0).end());
            assertEquals(new Notification("m", Raw.none()), cuts.get(1).frame());
            assertEquals(100 + text.length - 4, cuts.get(1).end());
            var half = cutter.end().orElseThrow();
            assertEquals(new Garbage(Why.CUT, Raw.of("half".getBytes(UTF_8)), 4), half.frame());
            assertEquals(100 + text.length, half.end());
            assertTrue(cutter.end().isEmpty());
        }
    }

    @Test
    void aLineOf100MbIsCountedAndNotHeld() {
        LineCutter cutter = new LineCutter(0);
        List<LineCutter.Cut> cuts = new ArrayList<>();
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) 'a');
        for (int i = 0; i < 100; i++) {
            cutter.feed(chunk, chunk.length, cuts::add);
        }
        byte[] next = "\n{\"jsonrpc\":\"2.0\",\"method\":\"m\"}\n".getBytes(UTF_8);
        cutter.feed(next, next.length, cuts::add);
        var garbage = assertInstanceOf(Garbage.class, cuts.get(0).frame());
        assertEquals(Why.TOO_LONG, garbage.why());
        assertEquals(100L << 20, garbage.length());
        assertEquals(Frames.LONGEST_LINE, garbage.raw().length());
        assertEquals(new Notification("m", Raw.none()), cuts.get(1).frame());
    }

    private static Frame read(String line) {
        return Frames.read(line.getBytes(UTF_8));
    }

    private static Why why(byte[] line) {
        return assertInstanceOf(Garbage.class, Frames.read(line)).why();
    }
}
