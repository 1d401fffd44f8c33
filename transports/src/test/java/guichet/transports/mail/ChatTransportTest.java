package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.inbox.gate.Released;
import guichet.inbox.gate.ReleasedForTests;
import guichet.inbox.gate.Transport;
import guichet.inbox.gate.Transport.Outcome;
import guichet.transports.chat.ChatTransport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ChatTransportTest extends SmtpContract<Released.Chat> {
    @Override
    Transport<Released.Chat> over(SmtpTransport smtp) {
        return new ChatTransport(smtp);
    }

    @Override
    protected Released.Chat message(String text) {
        return ReleasedForTests.chat(TestMailbox.ACCOUNT, TestMailbox.ADDRESS, RECIPIENTS,
                (HEADER + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    protected byte[] bytesOf(Released.Chat message) {
        return message.bytes();
    }

    @Test
    void aRoomOfTwentyCostsOneSubmission() throws Exception {
        List<String> members = IntStream.range(0, 19).mapToObj(n -> "member" + n + "@ngo.test").toList();
        ScriptedServer server = server(peer -> {
            SmtpScript.login(peer);
            SmtpScript.envelope(peer);
            arrived.set(SmtpScript.content(peer));
            peer.say("250 2.0.0 queued as 42");
        });
        Outcome outcome = over(transport(server.port())).send(ReleasedForTests.chat(TestMailbox.ACCOUNT,
                TestMailbox.ADDRESS, members, (HEADER + "words\r\n").getBytes(StandardCharsets.US_ASCII)), () -> {
                });
        assertInstanceOf(Outcome.Sent.class, outcome);
        assertEquals(1, server.connections());
        assertEquals(19, server.heard().lines().filter(line -> line.startsWith("RCPT TO:")).count());
        assertEquals(1, server.heard().lines().filter("DATA"::equals).count());
    }
}
