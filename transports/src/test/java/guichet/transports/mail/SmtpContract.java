package guichet.transports.mail;

import guichet.inbox.gate.Released;
import guichet.inbox.gate.Transport;
import guichet.transports.mail.ScriptedServer.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/// What every transport that goes by a submission server promises, with the server played.
///
/// @param <M> the one kind of message that the transport takes
abstract class SmtpContract<M extends Released> extends TransportContract<M> {
    static final String HEADER = "From: alice@ngo.test\r\nSubject: [...]\r\n\r\n";
    static final List<String> RECIPIENTS = List.of("bob@example.test", "carol@example.test");

    final List<AutoCloseable> open = new ArrayList<>();
    final AtomicReference<byte[]> arrived = new AtomicReference<>(new byte[0]);

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Override
    protected Transport<M> towards(FarEnd farEnd) throws Exception {
        return switch (farEnd) {
            case ABSENT -> {
                ScriptedServer gone = new ScriptedServer(_ -> {
                });
                gone.close();
                yield over(transport(gone.port()));
            }
            case TAKES -> over(served(peer -> {
                SmtpScript.login(peer);
                SmtpScript.envelope(peer);
                arrived.set(SmtpScript.content(peer));
                peer.say("250 2.0.0 queued as 42");
            }));
            case DEFERS -> over(served(peer -> {
                SmtpScript.login(peer);
                peer.command();
                peer.say("451 4.7.1 try again later");
                peer.line();
            }));
            case REJECTS -> over(served(peer -> {
                SmtpScript.login(peer);
                peer.command();
                peer.say("550 5.7.1 you may not");
                peer.line();
            }));
            case REFUSES_ONE_RECIPIENT -> over(served(peer -> {
                SmtpScript.login(peer);
                peer.command();
                peer.say("250 ok");
                peer.command();
                peer.say("250 ok");
                peer.command();
                peer.say("550 5.1.1 no such user");
                peer.listenUntilTheEnd();
            }));
            case CLOSES_AT_GREETING -> over(served(_ -> {
            }));
            case REFUSES_LOGIN -> over(served(peer -> {
                peer.say("220 ready");
                peer.command();
                peer.say("250-mx", "250 AUTH PLAIN");
                peer.command();
                peer.say("535 5.7.8 no");
                peer.line();
            }));
            case DIES_RIGHT_BEFORE_CONTENT -> over(served(peer -> {
                SmtpScript.login(peer);
                peer.command();
                peer.say("250 ok");
                peer.command();
                peer.say("250 ok");
                peer.command();
                peer.say("250 ok");
                peer.command();
                peer.reset();
            }));
            case DIES_DURING_CONTENT -> over(served(peer -> {
                SmtpScript.login(peer);
                SmtpScript.envelope(peer);
                peer.command();
                peer.reset();
            }));
            case DIES_AFTER_CONTENT -> over(served(peer -> {
                SmtpScript.login(peer);
                SmtpScript.envelope(peer);
                SmtpScript.content(peer);
                peer.reset();
            }));
        };
    }

    abstract Transport<M> over(SmtpTransport smtp);

    @Override
    protected byte[] contentThatArrived() {
        return arrived.get();
    }

    ScriptedServer server(Script script) throws IOException {
        ScriptedServer server = new ScriptedServer(script);
        open.add(server);
        return server;
    }

    SmtpTransport served(Script script) throws IOException {
        return transport(server(script).port());
    }

    SmtpTransport served(Script script, Patience patience) throws IOException {
        return transport(server(script).port(), patience);
    }

    SmtpTransport transport(int port) {
        return transport(port, TestMailbox.PATIENCE);
    }

    SmtpTransport transport(int port, Patience patience) {
        SmtpTransport transport = new SmtpTransport(TestMailbox.smtp("smtp://127.0.0.1:" + port, Optional.empty()),
                patience);
        open.add(transport);
        return transport;
    }
}
