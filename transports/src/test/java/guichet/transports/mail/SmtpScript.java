package guichet.transports.mail;

import guichet.transports.mail.ScriptedServer.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The usual course of a submission server, for scripts to leave where they want.
final class SmtpScript {
    private SmtpScript() {
    }

    /// Greeting, EHLO and login, all of it taken.
    static void login(Peer peer) throws IOException {
        peer.say("220 mx.ngo.test ready");
        afterGreeting(peer);
    }

    static void afterGreeting(Peer peer) throws IOException {
        peer.command();
        peer.say("250-mx.ngo.test", "250-SIZE 100000000", "250 AUTH LOGIN PLAIN");
        peer.command();
        peer.say("235 2.7.0 welcome");
    }

    /// From MAIL to the 354, all recipients taken.
    static void envelope(Peer peer) throws IOException {
        String command = peer.command();
        while (!command.equals("DATA")) {
            peer.say("250 2.1.0 ok");
            command = peer.command();
        }
        peer.say("354 go ahead");
    }

    /// The content up to the final dot, the stuffed dots taken out.
    static byte[] content(Peer peer) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (String line = peer.command(); !line.equals("."); line = peer.command()) {
            content.writeBytes((line.startsWith(".") ? line.substring(1) : line).getBytes(StandardCharsets.ISO_8859_1));
            content.writeBytes(new byte[]{'\r', '\n'});
        }
        return content.toByteArray();
    }
}
