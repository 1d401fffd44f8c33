package guichet.proof;

import guichet.transports.mail.ScriptedServer;
import guichet.transports.mail.ScriptedServer.Peer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A submission server on loopback, in the clear: takes every mail and remembers each that it has got whole, and every byte it heard.
final class Recorder implements AutoCloseable {
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final Watcher watcher;
    private final ScriptedServer server;

    Recorder() throws IOException {
        this(_ -> {
        });
    }

    /// @param watcher told of each step while the client waits for what it is answered
    Recorder(Watcher watcher) throws IOException {
        this.watcher = watcher;
        server = new ScriptedServer(this::serve);
    }

    /// Where a conversation is.
    enum Step {
        COMMAND,
        /** Content may come once this is answered. */
        DATA,
        /** The content is there, and the client does not know yet. */
        CONTENT
    }

    /// What a test does meanwhile.
    @FunctionalInterface
    interface Watcher {
        void at(Step step) throws IOException;
    }

    String url() {
        return "smtp://127.0.0.1:" + server.port();
    }

    int port() {
        return server.port();
    }

    int connections() {
        return server.connections();
    }

    /// Whether it has answered to the content or not: what it has, it has.
    List<String> mails() {
        return List.copyOf(mails);
    }

    String heard() {
        return server.heard();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Peer peer) throws IOException {
        peer.say("220 recorder ready");
        String line = peer.line();
        while (line != null) {
            String verb = line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT);
            switch (verb) {
                case "EHLO" -> peer.say("250-recorder", "250-SIZE 100000000", "250 AUTH PLAIN LOGIN");
                case "AUTH" -> peer.say("235 2.7.0 welcome");
                case "DATA" -> {
                    watcher.at(Step.DATA);
                    peer.say("354 go ahead");
                    mails.add(content(peer));
                    watcher.at(Step.CONTENT);
                    peer.say("250 2.0.0 taken");
                }
                case "QUIT" -> {
                    peer.say("221 bye");
                    return;
                }
                default -> {
                    watcher.at(Step.COMMAND);
                    peer.say("250 2.1.0 ok");
                }
            }
            line = peer.line();
        }
    }

    private static String content(Peer peer) throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = peer.command(); !line.equals("."); line = peer.command()) {
            content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return content.toString();
    }
}
