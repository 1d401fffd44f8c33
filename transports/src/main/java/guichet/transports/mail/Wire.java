package guichet.transports.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;

/// One connection to a mail server: lines and counted bytes in, bytes out, each with a limit of size and of time.
///
/// One thread at a time; its [Cutoff] ends it from any other.
final class Wire implements AutoCloseable {
    private final Cutoff cutoff;
    private final MailUrl url;
    private final Tls tls;
    private final Patience patience;
    private final Socket raw;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;

    private Wire(Cutoff cutoff, MailUrl url, Tls tls, Patience patience, Socket raw) throws IOException {
        this.cutoff = cutoff;
        this.url = url;
        this.tls = tls;
        this.patience = patience;
        this.raw = raw;
        this.socket = raw;
        this.in = raw.getInputStream();
        this.out = raw.getOutputStream();
    }

    /// Connects, and shakes hands where the URL says TLS from the first byte. A host in the clear must truly be this machine: every
    /// address that its name has is looked at, and the very address that was looked at is the one connected to.
    static Wire open(MailUrl url, Tls tls, Patience patience, Cutoff cutoff) throws LinkException {
        InetAddress[] addresses = resolve(url);
        LinkException last = new LinkException(Trouble.UNKNOWN_HOST);
        for (InetAddress address : addresses) {
            Socket raw = new Socket(Proxy.NO_PROXY);
            cutoff.hold(raw);
            boolean connected = false;
            try {
                raw.connect(new InetSocketAddress(address, url.port()), (int) patience.connect().toMillis());
                raw.setTcpNoDelay(true);
                raw.setKeepAlive(true);
                Wire wire = new Wire(cutoff, url, tls, patience, raw);
                connected = true;
                if (url.security() == MailUrl.Security.TLS) {
                    wire.secure();
                }
                return wire;
            } catch (IOException failure) {
                last = translated(failure);
            } finally {
                if (!connected) {
                    cutoff.release(raw);
                    Cutoff.abort(raw);
                }
            }
        }
        throw last;
    }

    /// Goes over to TLS. Whatever came before is not taken for something said under TLS: bytes that a stranger slipped in behind the
    /// answer to STARTTLS end the connection.
    void secure() throws LinkException {
        if (next < end) {
            close();
            throw new LinkException(Trouble.TLS_FAILED);
        }
        long begun = System.nanoTime();
        Thread guard = guard(patience.connect());
        try {
            raw.setSoTimeout((int) patience.connect().toMillis());
            SSLSocket secured = tls.over(raw, url.host(), url.port());
            secured.startHandshake();
            socket = secured;
            in = secured.getInputStream();
            out = secured.getOutputStream();
        } catch (IOException failure) {
            close();
            throw new LinkException(failure instanceof SocketTimeoutException || isOver(begun, patience.connect())
                    ? Trouble.TIMED_OUT
                    : NamingTrust.namedIn(failure).orElse(Trouble.TLS_FAILED));
        } finally {
            guard.interrupt();
        }
    }

    /// The next line without its line end, which is CRLF, or LF alone where a server is sloppy.
    ///
    /// @param limit in bytes; a longer line is a bad answer
    byte[] line(int limit, Duration within) throws LinkException {
        long deadline = System.nanoTime() + within.toNanos();
        byte[] line = new byte[Math.min(limit, 256)];
        int length = 0;
        while (true) {
            if (next == end) {
                fill(deadline);
            }
            byte b = buffer[next++];
            if (b == '\n') {
                int kept = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return Arrays.copyOf(line, kept);
            }
            if (length == limit) {
                throw new LinkException(Trouble.BAD_ANSWER);
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(limit, length * 2));
            }
            line[length++] = b;
        }
    }

    byte[] line(int limit) throws LinkException {
        return line(limit, patience.reply());
    }

    /// Waits until something can be read.
    ///
    /// @return false where nothing came in that time; the connection goes on as before
    boolean await(Duration within) throws LinkException {
        if (next < end) {
            return true;
        }
        try {
            fill(System.nanoTime() + within.toNanos());
            return true;
        } catch (LinkException silence) {
            if (silence.trouble() == Trouble.TIMED_OUT) {
                return false;
            }
            throw silence;
        }
    }

    /// Exactly so many bytes. Memory grows with what truly arrives, not with what was announced.
    byte[] exactly(int count) throws LinkException {
        byte[] bytes = new byte[Math.min(count, 64 * 1024)];
        int length = 0;
        while (length < count) {
            if (next == end) {
                fill(System.nanoTime() + patience.reply().toNanos());
            }
            int taken = Math.min(end - next, count - length);
            if (length + taken > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(count, Math.max((long) bytes.length * 2, length + taken)));
            }
            System.arraycopy(buffer, next, bytes, length, taken);
            next += taken;
            length += taken;
        }
        return bytes;
    }

    /// Whether something has come that nobody has read yet.
    boolean hasInput() throws LinkException {
        try {
            return next < end || in.available() > 0;
        } catch (IOException failure) {
            throw translated(failure);
        }
    }

    /// Writes all of it, or fails where the server takes none of it in time.
    void write(byte[] bytes) throws LinkException {
        write(bytes, 0, bytes.length);
    }

    void write(byte[] bytes, int from, int count) throws LinkException {
        long begun = System.nanoTime();
        Thread guard = guard(patience.reply());
        try {
            out.write(bytes, from, count);
            out.flush();
        } catch (IOException failure) {
            throw isOver(begun, patience.reply()) ? new LinkException(Trouble.TIMED_OUT) : translated(failure);
        } finally {
            guard.interrupt();
        }
    }

    boolean isSecure() {
        return socket instanceof SSLSocket;
    }

    @Override
    public void close() {
        cutoff.release(raw);
        Cutoff.abort(raw);
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

    private void fill(long deadline) throws LinkException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new LinkException(Trouble.TIMED_OUT);
        }
        try {
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            int read = in.read(buffer);
            if (read <= 0) {
                throw new LinkException(Trouble.CONNECTION_LOST);
            }
            next = 0;
            end = read;
        } catch (IOException failure) {
            throw translated(failure);
        }
    }

    private static InetAddress[] resolve(MailUrl url) throws LinkException {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(url.host());
        } catch (UnknownHostException _) {
            throw new LinkException(Trouble.UNKNOWN_HOST);
        }
        if (url.security() == MailUrl.Security.LOOPBACK
                && !Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)) {
            throw new LinkException(Trouble.NOT_LOOPBACK);
        }
        return addresses;
    }

    private static LinkException translated(IOException failure) {
        return new LinkException(switch (failure) {
            case SocketTimeoutException _ -> Trouble.TIMED_OUT;
            case ConnectException _ -> Trouble.CONNECTION_REFUSED;
            case NoRouteToHostException _ -> Trouble.HOST_UNREACHABLE;
            default -> Trouble.CONNECTION_LOST;
        });
    }
}
