package guichet.transports.mail;

import guichet.transports.mail.GuardedInput.Grammar;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A connection to a mail server, in the form in which Angus Mail can be handed one: connected already, its server proven where the URL
/// asks for TLS, what it says guarded by [GuardedInput], what it takes bounded in time.
///
/// Going over to TLS ([#secure()]) changes what is below the streams, which stay the same. The first thing that went wrong on it is kept:
/// it is told from here, not from what a library made of it. One thread at a time; its [Cutoff] ends it from any other.
final class GuardedSocket extends Socket {
    private final Cutoff cutoff;
    private final MailUrl url;
    private final Tls tls;
    private final Patience patience;
    private final Socket raw;
    private final GuardedInput input;
    private final OutputStream output = new Output();
    private Socket current;
    private @Nullable Trouble first;

    private GuardedSocket(Cutoff cutoff, MailUrl url, Tls tls, Patience patience, Socket raw) {
        this.cutoff = cutoff;
        this.url = url;
        this.tls = tls;
        this.patience = patience;
        this.raw = raw;
        this.current = raw;
        Grammar grammar = url.protocol() == MailUrl.Protocol.IMAP ? Grammar.LITERALS : Grammar.LINES;
        this.input = new GuardedInput(grammar, new Below(), patience.reply());
    }

    /// Connects, and shakes hands where the URL says TLS from the first byte.
    static GuardedSocket open(Server server, Patience patience, Cutoff cutoff) throws LinkException {
        Socket raw = Dialling.connected(server, patience, cutoff);
        GuardedSocket socket = new GuardedSocket(cutoff, server.url(), server.tls(), patience, raw);
        if (server.url().security() == MailUrl.Security.TLS) {
            socket.secure();
        }
        return socket;
    }

    /// Goes over to TLS. Whatever came before is not taken for something said under TLS: bytes that a stranger slipped in behind the
    /// answer to STARTTLS end the connection.
    void secure() throws LinkException {
        if (input.available() > 0) {
            throw ended(Trouble.TLS_FAILED);
        }
        long begun = System.nanoTime();
        Thread guard = guard(patience.connect());
        try {
            raw.setSoTimeout((int) patience.connect().toMillis());
            SSLSocket secured = tls.over(raw, url.host(), url.port());
            secured.startHandshake();
            current = secured;
        } catch (IOException failure) {
            throw ended(failure instanceof SocketTimeoutException || isOver(begun, patience.connect())
                    ? Trouble.TIMED_OUT
                    : NamingTrust.namedIn(failure).orElse(Trouble.TLS_FAILED));
        } finally {
            guard.interrupt();
        }
    }

    boolean isSecure() {
        return current instanceof SSLSocket;
    }

    MailUrl url() {
        return url;
    }

    /// The guard itself, for whoever knows what may come.
    GuardedInput guard() {
        return input;
    }

    /// What went wrong first on this connection; empty where it is sound.
    Optional<Trouble> trouble() {
        return Optional.ofNullable(first);
    }

    /// Connected it is.
    @Override
    public void connect(SocketAddress endpoint, int timeout) {
        // Where to was settled by the URL.
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    @Override
    public InetAddress getInetAddress() {
        return raw.getInetAddress();
    }

    @Override
    public int getPort() {
        return raw.getPort();
    }

    @Override
    public boolean isConnected() {
        return raw.isConnected();
    }

    @Override
    public boolean isClosed() {
        return raw.isClosed();
    }

    @Override
    public void close() {
        cutoff.release(raw);
        Cutoff.abort(raw);
    }

    private LinkException ended(Trouble why) {
        failed(why);
        close();
        return new LinkException(why);
    }

    private void failed(Trouble why) {
        if (first == null) {
            first = why;
        }
    }

    /// A blocking write knows no time-out, and a handshake may be fed byte by byte: this ends the connection under them.
    private Thread guard(Duration limit) {
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(limit);
                Cutoff.abort(raw);
            } catch (InterruptedException _) {
                // Done in time.
            }
        });
    }

    /// Whether a guard has ended the connection, rather than the other side.
    private static boolean isOver(long begun, Duration limit) {
        return System.nanoTime() - begun >= limit.toNanos();
    }

    private final class Below implements GuardedInput.Source {
        @Override
        public int read(byte[] into, Duration within) throws IOException {
            try {
                current.setSoTimeout(Math.clamp(within.toMillis(), 1, Integer.MAX_VALUE));
                int read = current.getInputStream().read(into);
                if (read <= 0) {
                    failed(Trouble.CONNECTION_LOST);
                }
                return read;
            } catch (SocketTimeoutException silence) {
                throw silence;
            } catch (IOException failure) {
                failed(Dialling.trouble(failure));
                throw failure;
            }
        }

        @Override
        public boolean mayHaveMore() throws IOException {
            return current.getInputStream().available() > 0 || raw.getInputStream().available() > 0;
        }

        @Override
        public void refused(Trouble why) {
            failed(why);
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            long begun = System.nanoTime();
            Thread guard = GuardedSocket.this.guard(patience.reply());
            try {
                OutputStream out = current.getOutputStream();
                out.write(bytes, from, count);
                out.flush();
            } catch (IOException failure) {
                failed(isOver(begun, patience.reply()) ? Trouble.TIMED_OUT : Dialling.trouble(failure));
                throw failure;
            } finally {
                guard.interrupt();
            }
        }
    }
}
