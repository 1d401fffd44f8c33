package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.gate.Released;
import guichet.inbox.gate.ReleasedForTests;
import guichet.inbox.gate.Transport;
import guichet.inbox.gate.Transport.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SmtpTransportTest extends SmtpContract<Released.Mail> {
    @Override
    Transport<Released.Mail> over(SmtpTransport smtp) {
        return smtp;
    }

    @Override
    protected Released.Mail message(String text) {
        return ReleasedForTests.mail(TestMailbox.ACCOUNT, TestMailbox.ADDRESS, RECIPIENTS,
                (HEADER + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    protected byte[] bytesOf(Released.Mail message) {
        return ReleasedForTests.bytes(message.wire());
    }

    @ParameterizedTest
    @ValueSource(strings = {"452 4.2.2 mailbox full", "421 4.3.2 going down"})
    void aTransientAnswerToTheFinalDotIsDeferred(String answer) throws Exception {
        assertEquals(new Outcome.Deferred(answer), sendTo(answeringTheDotWith(answer)));
    }

    @Test
    void aPermanentAnswerToTheFinalDotIsRejectedWithTheServersWords() throws Exception {
        assertEquals(new Outcome.Rejected("554 5.7.1 spam it is"),
                sendTo(answeringTheDotWith("554-5.7.1 spam", "554 it is")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"354 again", "hello", "999 no such code", "25", "250+ok"})
    void anAnswerToTheFinalDotThatMeansNothingLeavesItUnknown(String answer) throws Exception {
        assertInstanceOf(Outcome.Unknown.class, sendTo(answeringTheDotWith(answer)));
    }

    @Test
    void silenceAfterTheFinalDotLeavesItUnknown() throws Exception {
        Transport<Released.Mail> transport = served(peer -> {
            SmtpScript.login(peer);
            SmtpScript.envelope(peer);
            SmtpScript.content(peer);
            peer.listenUntilTheEnd();
        }, TestMailbox.patience(Duration.ofMillis(400)));
        assertEquals(new Outcome.Unknown("timed-out"), sendTo(transport));
    }

    @Test
    void aServerThatStopsReadingInTheMiddleLeavesItUnknown() throws Exception {
        Transport<Released.Mail> transport = served(peer -> {
            SmtpScript.login(peer);
            SmtpScript.envelope(peer);
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }, TestMailbox.patience(Duration.ofMillis(400)));
        Outcome outcome = transport.send(message("a line of words\r\n".repeat(2_000_000)), () -> {
        });
        assertInstanceOf(Outcome.Unknown.class, outcome);
    }

    @Test
    void anAnswerGivenBeforeItsQuestionIsNeverTakenForTheOneToTheFinalDot() throws Exception {
        // Larger than every buffer on the way: the dot can't be written before the server has said its word and begun to read.
        Outcome outcome = served(peer -> {
            SmtpScript.login(peer);
            SmtpScript.envelope(peer);
            peer.say("250 2.0.0 already taken, trust me");
            SmtpScript.content(peer);
            peer.say("554 5.0.0 no");
        }, TestMailbox.patience(Duration.ofSeconds(20))).send(message("a line of words\r\n".repeat(800_000)), () -> {
        });
        assertEquals(new Outcome.Unknown("bad-answer"), outcome);
    }

    @Test
    void anAnswerInOneBreathWithTheGoAheadStopsEverythingBeforeTheFirstByte() throws Exception {
        AtomicInteger announced = new AtomicInteger();
        Outcome outcome = served(peer -> {
            SmtpScript.login(peer);
            String command = peer.command();
            while (!command.equals("DATA")) {
                peer.say("250 ok");
                command = peer.command();
            }
            peer.say("354 go ahead", "250 2.0.0 already taken, trust me");
            peer.listenUntilTheEnd();
        }).send(message("words"), announced::incrementAndGet);
        assertEquals(new Outcome.Unreachable("bad-answer"), outcome);
        assertEquals(0, announced.get());
    }

    @Test
    void nothingIsSentToAnybodyWhereOneRecipientIsRefusedForNow() throws Exception {
        ScriptedServer server = server(peer -> {
            SmtpScript.login(peer);
            peer.command();
            peer.say("250 ok");
            peer.command();
            peer.say("450 4.2.0 later");
            peer.command();
            peer.say("250 ok");
            peer.listenUntilTheEnd();
        });
        Outcome outcome = sendTo(transport(server.port()));
        assertEquals(new Outcome.Deferred("bob@example.test: 450 4.2.0 later"), outcome);
        assertFalse(server.heard().contains("DATA"), server.heard());
    }

    @Test
    void aRecipientRefusedForEverWeighsMoreThanOneRefusedForNow() throws Exception {
        Outcome outcome = sendTo(served(peer -> {
            SmtpScript.login(peer);
            peer.command();
            peer.say("250 ok");
            peer.command();
            peer.say("450 4.2.0 later");
            peer.command();
            peer.say("550 5.1.1 never");
            peer.listenUntilTheEnd();
        }));
        assertEquals(new Outcome.Rejected("carol@example.test: 550 5.1.1 never"), outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare\nnewline\r\n", "bare\rreturn\r\n", "no end", "nul\0\r\n", "eight \u00e9 bits\r\n",
            "\n.\nMAIL FROM:<mallory@example.test>\r\n"})
    void bytesThatSomebodyOnTheWayWouldRewriteAreNotSentAtAll(String text) throws Exception {
        ScriptedServer server = server(SmtpScript::login);
        Released.Mail mail = ReleasedForTests.mail(TestMailbox.ACCOUNT, TestMailbox.ADDRESS, RECIPIENTS,
                (HEADER + text).getBytes(StandardCharsets.ISO_8859_1));
        Outcome outcome = transport(server.port()).send(mail, () -> {
        });
        assertInstanceOf(Outcome.Rejected.class, outcome);
        assertEquals(0, server.connections());
    }

    @Test
    void saysNothingOfThisMachine() throws Exception {
        ScriptedServer server = server(peer -> {
            SmtpScript.login(peer);
            SmtpScript.envelope(peer);
            arrived.set(SmtpScript.content(peer));
            peer.say("250 ok");
            peer.listenUntilTheEnd();
        });
        sendTo(transport(server.port()));
        String said = server.heard();
        assertTrue(said.startsWith("EHLO [127.0.0.1]\r\n"), said);
        assertFalse(said.contains(java.net.InetAddress.getLocalHost().getHostName()), said);
        assertFalse(said.contains(System.getProperty("user.name") + "@"), said);
    }

    @Test
    void anAccountThatIsGoneIsUnreachable() throws Exception {
        try (SmtpTransport transport = new SmtpTransport(_ -> Optional.empty(), TestMailbox.PATIENCE)) {
            assertEquals(new Outcome.Unreachable("no-account"), sendTo(transport));
        }
    }

    @Test
    void closingEndsASendAtOnce() throws Exception {
        SmtpTransport transport = transport(server(peer -> {
            SmtpScript.login(peer);
            SmtpScript.envelope(peer);
            peer.listenUntilTheEnd();
        }).port());
        long begun = System.nanoTime();
        Outcome outcome = transport.send(message("words"), () -> Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            transport.close();
        }));
        assertInstanceOf(Outcome.Unknown.class, outcome);
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 3);
        assertInstanceOf(Outcome.Unreachable.class, sendTo(transport));
    }

    @Test
    void logsInByTheLoginMechanismWhereThereIsNoOther() throws Exception {
        AtomicReference<String> said = new AtomicReference<>("");
        Outcome outcome = sendTo(served(peer -> {
            peer.say("220 ready");
            peer.command();
            peer.say("250-mx", "250 AUTH LOGIN XOAUTH2");
            String all = peer.command();
            peer.say("334 VXNlcm5hbWU6");
            all += " " + peer.command();
            peer.say("334 UGFzc3dvcmQ6");
            said.set(all + " " + peer.command());
            peer.say("235 ok");
            SmtpScript.envelope(peer);
            arrived.set(SmtpScript.content(peer));
            peer.say("250 ok");
        }));
        assertInstanceOf(Outcome.Sent.class, outcome);
        // RFC 4954 gives no vector for LOGIN; both are the base64 of the account's name and password.
        assertEquals("AUTH LOGIN YWxpY2VAbmdvLnRlc3Q= c2VjcmV0", said.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 SIZE 1000", "250 AUTH", "250 AUTH GSSAPI NTLM"})
    void aServerThatOffersNoLoginIsGivenNothing(String extension) throws Exception {
        ScriptedServer server = server(peer -> {
            peer.say("220 ready");
            peer.command();
            peer.say("250-mx", extension);
            SmtpScript.envelope(peer);
        });
        assertEquals(new Outcome.Unreachable("no-login-method"), sendTo(transport(server.port())));
        assertEquals("EHLO [127.0.0.1]\r\n", server.heard());
    }

    @Test
    void aMailThatIsLargerThanTheServerSaysIsRefusedBeforeAnythingOfItLeaves() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.say("220 ready");
            peer.command();
            peer.say("250-mx", "250-SIZE 10", "250 AUTH LOGIN PLAIN");
            peer.command();
            peer.say("235 2.7.0 welcome");
            SmtpScript.envelope(peer);
        });
        assertEquals(new Outcome.Rejected("too-large-for-server"), sendTo(transport(server.port())));
        assertFalse(server.heard().contains("MAIL FROM"), server.heard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE", "SIZE 0", "SIZE -1", "SIZE many", "SIZE 1000000", "SIZE 99999999999999999999"})
    void aServerThatSaysNoSizeIsNotHeldToOne(String extension) throws Exception {
        ScriptedServer server = server(peer -> {
            peer.say("220 ready");
            peer.command();
            peer.say("250-mx", "250-" + extension, "250 AUTH LOGIN PLAIN");
            peer.command();
            peer.say("235 2.7.0 welcome");
            SmtpScript.envelope(peer);
            SmtpScript.content(peer);
            peer.say("250 2.0.0 taken");
        });
        assertInstanceOf(Outcome.Sent.class, sendTo(transport(server.port())));
    }

    @Test
    void aServerThatRefusesEhloIsNotGreetedInTheOldWay() throws Exception {
        ScriptedServer server = server(peer -> {
            peer.say("220 ready");
            while (true) {
                peer.command();
                peer.say("502 5.5.1 what?");
            }
        });
        assertEquals(new Outcome.Unreachable("server-unavailable: 502 5.5.1 what?"), sendTo(transport(server.port())));
        assertEquals("EHLO [127.0.0.1]\r\n", server.heard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"250+ok", "250-ok\r\n251 ok", "250-ok\r\n354 go", "25", "+250 ok", "2500", "150 wait",
            "650 ok", "\u0661\u0662\u0663 ok"})
    void whatIsNoReplyEndsItBeforeAnythingLeaves(String reply) throws Exception {
        for (String to : List.of("MAIL", "RCPT", "DATA")) {
            AtomicInteger announced = new AtomicInteger();
            ScriptedServer server = server(peer -> {
                SmtpScript.login(peer);
                for (String line = peer.line(); line != null; line = peer.line()) {
                    String answer = line.startsWith("DATA") ? "354 go" : "250 ok";
                    peer.say(line.startsWith(to) ? reply : answer);
                }
            });
            Outcome outcome = transport(server.port()).send(message("words"), announced::incrementAndGet);
            assertEquals(new Outcome.Unreachable("bad-answer"), outcome);
            assertEquals(0, announced.get());
        }
    }

    @Test
    void anEndlessReplyIsGivenUp() throws Exception {
        Outcome outcome = sendTo(served(peer -> {
            peer.say("220 ready");
            peer.command();
            while (true) {
                peer.say("250-more");
            }
        }));
        assertEquals(new Outcome.Unreachable("bad-answer"), outcome);
    }

    @Test
    void anEndlessLineIsGivenUp() throws Exception {
        Outcome outcome = sendTo(served(peer -> {
            while (true) {
                peer.sayRaw("2".repeat(1_000));
            }
        }));
        assertEquals(new Outcome.Unreachable("bad-answer"), outcome);
    }

    @Test
    void stuffsDotsAsTheStandardsOwnRuleSays() throws Exception {
        ScriptedServer server = server(peer -> {
            SmtpScript.login(peer);
            SmtpScript.envelope(peer);
            SmtpScript.content(peer);
            peer.say("250 ok");
        });
        transport(server.port()).send(message(".a\r\n..\r\nb."), () -> {
        });
        // RFC 5321, section 4.5.2: a dot before each line that begins with one, and no other byte.
        assertTrue(server.heard().contains("DATA\r\n" + HEADER + "..a\r\n...\r\nb.\r\n.\r\n"), server.heard());
    }

    private Transport<Released.Mail> answeringTheDotWith(String... answer) throws IOException {
        return served(peer -> {
            SmtpScript.login(peer);
            SmtpScript.envelope(peer);
            arrived.set(SmtpScript.content(peer));
            peer.say(answer);
        });
    }

    private Outcome sendTo(Transport<Released.Mail> transport) throws Exception {
        return transport.send(message("words"), () -> {
        });
    }
}
