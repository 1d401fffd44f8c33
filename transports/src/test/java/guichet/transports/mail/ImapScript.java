package guichet.transports.mail;

import guichet.transports.mail.ScriptedServer.Peer;
import java.io.IOException;
import java.util.Locale;

/// The usual course of an IMAP server, for scripts to leave where they want.
final class ImapScript {
    private ImapScript() {
    }

    /// Greeting, capabilities and login.
    static void login(Peer peer) throws IOException {
        peer.say("* OK ready");
        afterGreeting(peer);
    }

    static void afterGreeting(Peer peer) throws IOException {
        capabilities(peer);
        String tag = tag(peer.command());
        peer.say("+ ");
        peer.command();
        peer.say(tag + " OK in");
        capabilities(peer);
    }

    static void capabilities(Peer peer) throws IOException {
        String tag = tag(peer.command());
        peer.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN IDLE", tag + " OK done");
    }

    /// An empty greeting to EXAMINE with this UIDVALIDITY.
    static void examine(Peer peer, long validity) throws IOException {
        String command = peer.command();
        if (!command.toUpperCase(Locale.ROOT).contains(" EXAMINE ")) {
            throw new IOException("not an EXAMINE: " + command);
        }
        peer.say("* 3 EXISTS", "* OK [UIDVALIDITY " + validity + "] so it is", tag(command) + " OK [READ-ONLY] done");
    }

    /// Answers the next command with these untagged lines and OK.
    static String answer(Peer peer, String... lines) throws IOException {
        String command = peer.command();
        for (String line : lines) {
            peer.say(line);
        }
        peer.say(tag(command) + " OK done");
        return command;
    }

    /// The first piece of a message, which is all of it.
    static String body(int sequence, long uid, String text) {
        return "* " + sequence + " FETCH (UID " + uid + " BODY[]<0> {" + text.length() + "}\r\n" + text + ")";
    }

    static String size(int sequence, long uid, long bytes) {
        return "* " + sequence + " FETCH (UID " + uid + " RFC822.SIZE " + bytes + ")";
    }

    static String tag(String command) {
        return command.substring(0, command.indexOf(' '));
    }
}
