package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.gate.Released;
import guichet.inbox.gate.Transport;
import guichet.inbox.gate.Transport.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every transport promises, whatever its channel. A channel's test extends this and plays the servers.
///
/// @param <M> the one kind of message that the transport takes
public abstract class TransportContract<M extends Released> {
    /// What the far end does.
    public enum FarEnd {
        TAKES, DEFERS, REJECTS,
        /** Takes all recipients but one. */
        REFUSES_ONE_RECIPIENT, ABSENT, CLOSES_AT_GREETING, REFUSES_LOGIN, DIES_RIGHT_BEFORE_CONTENT, DIES_DURING_CONTENT, DIES_AFTER_CONTENT
    }

    /// A transport whose server behaves so. Closed by the test's own tear-down.
    protected abstract Transport<M> towards(FarEnd farEnd) throws Exception;

    /// Whether its far end can behave so.
    protected boolean has(FarEnd farEnd) {
        return true;
    }

    /// Whether it is asked before the content or by it, as on channels where the request is the content: then content is announced, and has
    /// still not been taken.
    protected boolean isDecidedByContent(FarEnd farEnd) {
        return false;
    }

    /// A message to several recipients, with this text in it.
    protected abstract M message(String text);

    /// Its bytes, as they must arrive.
    protected abstract byte[] bytesOf(M message);

    /// The bytes of content that the server was given, all of it, its channel's framing taken off; empty where none was.
    protected abstract byte[] contentThatArrived();

    @Test
    void whatArrivesIsExactlyWhatWasReleased() throws Exception {
        M message = message("word\r\n.\r\n..two dots\r\n . \r\nlast");
        Outcome outcome = towards(FarEnd.TAKES).send(message, () -> {
        });
        assertInstanceOf(Outcome.Sent.class, outcome);
        assertArrayEquals(bytesOf(message), contentThatArrived());
    }

    @Test
    void announcesTheContentOnceAndBeforeItsFirstByte() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Outcome outcome = towards(FarEnd.TAKES).send(message("words"), () -> {
            calls.incrementAndGet();
            assertEquals(0, contentThatArrived().length);
        });
        assertInstanceOf(Outcome.Sent.class, outcome);
        assertEquals(1, calls.get());
    }

    @Test
    void noByteOfContentLeavesWhereTheAnnouncementFails() throws Exception {
        IllegalStateException failure = new IllegalStateException("the disk is full");
        Transport<M> transport = towards(FarEnd.TAKES);
        M message = message("canary");
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> transport.send(message, () -> {
            throw failure;
        }));
        assertSame(failure, thrown);
        Thread.sleep(100);
        assertEquals("", new String(contentThatArrived(), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFERS", "REJECTS", "REFUSES_ONE_RECIPIENT", "ABSENT", "CLOSES_AT_GREETING", "REFUSES_LOGIN",
            "DIES_RIGHT_BEFORE_CONTENT"})
    void neverAnnouncesContentThatDoesNotLeave(FarEnd farEnd) throws Exception {
        Assumptions.assumeTrue(has(farEnd));
        AtomicInteger calls = new AtomicInteger();
        Outcome outcome = towards(farEnd).send(message("words"), calls::incrementAndGet);
        assertEquals(isDecidedByContent(farEnd) ? 1 : 0, calls.get());
        assertEquals(0, contentThatArrived().length);
        assertTrue(switch (outcome) {
            case Outcome.Deferred _ -> farEnd == FarEnd.DEFERS;
            case Outcome.Rejected _ -> farEnd == FarEnd.REJECTS || farEnd == FarEnd.REFUSES_ONE_RECIPIENT;
            case Outcome.Unreachable _ -> farEnd != FarEnd.DEFERS && farEnd != FarEnd.REJECTS
                    && farEnd != FarEnd.REFUSES_ONE_RECIPIENT;
            case Outcome.Sent _,Outcome.Unknown _,Outcome.Untrusted _ -> false;
        }, outcome.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"DIES_DURING_CONTENT", "DIES_AFTER_CONTENT"})
    void theOutcomeIsUnknownOnceContentHasLeftAndNobodyAnswers(FarEnd farEnd) throws Exception {
        Assumptions.assumeTrue(has(farEnd));
        AtomicInteger calls = new AtomicInteger();
        // Larger than every buffer on the way.
        M message = message("a line of words\r\n".repeat(400_000));
        Outcome outcome = towards(farEnd).send(message, calls::incrementAndGet);
        assertInstanceOf(Outcome.Unknown.class, outcome);
        assertEquals(1, calls.get());
    }
}
