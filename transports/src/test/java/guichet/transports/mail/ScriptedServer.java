package guichet.transports.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A server on loopback that says what a test tells it to, however hostile. Remembers every byte that it was sent.
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /// One connection, from accept to close.
    @FunctionalInterface
    public interface Script {
        void run(Peer peer) throws IOException;
    }

    public ScriptedServer(Script script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return peers.size();
    }

    /// All that any client has said, as text.
    public String heard() {
        StringBuilder all = new StringBuilder();
        peers.forEach(peer -> all.append(peer.heard()));
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Peer peer : peers) {
            peer.hangUp();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Peer peer = new Peer(listener.accept());
                peers.add(peer);
                Thread.ofVirtual().start(() -> {
                    try {
                        script.run(peer);
                    } catch (IOException | RuntimeException e) {
                        failures.add(e);
                    } finally {
                        peer.hangUp();
                    }
                });
            } catch (IOException _) {
                return;
            }
        }
    }

    /// The client's end of one connection.
    public static final class Peer {
        private final Socket raw;
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        private Peer(Socket raw) throws IOException {
            this.raw = raw;
            this.socket = raw;
            this.in = new BufferedInputStream(raw.getInputStream(), 64 * 1024);
            this.out = raw.getOutputStream();
        }

        /// The next line without its end; null once the client has gone.
        public @Nullable String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (true) {
                int b = in.read();
                if (b < 0) {
                    return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
                }
                synchronized (heard) {
                    heard.write(b);
                }
                if (b == '\n') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
                }
                line.write(b);
            }
        }

        /// A line that must come.
        public String command() throws IOException {
            String line = line();
            if (line == null) {
                throw new EOFException("the client has gone");
            }
            return line;
        }

        /// Says lines, each ended by CRLF.
        public void say(String... lines) throws IOException {
            sayRaw(String.join("\r\n", lines) + "\r\n");
        }

        public void sayRaw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /// Reads until the client goes away, and answers nothing.
        public void listenUntilTheEnd() throws IOException {
            while (line() != null) {
                // Everything is remembered in `heard`.
            }
        }

        public void secure(TestAuthority.Identity identity) throws IOException {
            SSLSocket secured = (SSLSocket) identity.context().getSocketFactory().createSocket(raw, null, raw.getPort(),
                    true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            socket = secured;
            in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            out = socket.getOutputStream();
        }

        /// Ends the connection by a reset, as a crashed machine's kernel does.
        public void reset() throws IOException {
            raw.setSoLinger(true, 0);
            raw.close();
        }

        public void hangUp() {
            try {
                raw.close();
            } catch (IOException _) {
                // It is closed.
            }
        }

        public String heard() {
            synchronized (heard) {
                return heard.toString(StandardCharsets.ISO_8859_1);
            }
        }
    }
}
