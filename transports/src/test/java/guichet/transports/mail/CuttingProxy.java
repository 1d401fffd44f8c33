package guichet.transports.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between a client and a server on loopback and cuts the line where a test says: after so many bytes, or after certain words, in
/// either direction, by a reset or by silence. The first cut counts; later connections pass, unless told otherwise.
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Cut cut = Cut.NEVER;

    public enum Direction {
        TO_SERVER, TO_CLIENT
    }

    public enum Manner {
        /** Both ends learn of it at once. */
        RESET,
        /** Nothing passes any more and nobody is told: a half-open connection. */
        SILENCE
    }

    /// Where to cut.
    ///
    /// @param afterBytes passes exactly so many bytes in that direction
    /// @param afterWords passes up to the end of these words, where not empty; bytes are not counted then
    public record Cut(Direction direction, long afterBytes, String afterWords, Manner manner) {
        public static final Cut NEVER = new Cut(Direction.TO_SERVER, Long.MAX_VALUE, "", Manner.RESET);

        public static Cut afterBytes(Direction direction, long bytes) {
            return new Cut(direction, bytes, "", Manner.RESET);
        }

        public static Cut afterWords(Direction direction, String words) {
            return new Cut(direction, Long.MAX_VALUE, words, Manner.RESET);
        }

        public Cut silently() {
            return new Cut(direction, afterBytes, afterWords, Manner.SILENCE);
        }
    }

    public CuttingProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// For connections made from now on.
    public void cutNext(Cut where) {
        cut = where;
    }

    /// Cuts whatever is connected now.
    public void cutNow() {
        sockets.forEach(CuttingProxy::reset);
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Cut where = cut;
                Thread.ofVirtual().start(() -> pump(client, server, where, Direction.TO_SERVER));
                Thread.ofVirtual().start(() -> pump(server, client, where, Direction.TO_CLIENT));
            } catch (IOException _) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void pump(Socket from, Socket to, Cut where, Direction direction) {
        boolean cuts = where.direction() == direction;
        byte[] buffer = new byte[8_192];
        long passed = 0;
        StringBuilder tail = new StringBuilder();
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int pass = read;
                boolean cutHere = false;
                if (cuts && where.afterWords().isEmpty() && passed + read >= where.afterBytes()) {
                    pass = (int) (where.afterBytes() - passed);
                    cutHere = true;
                } else if (cuts && !where.afterWords().isEmpty()) {
                    int before = tail.length();
                    tail.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    int at = tail.indexOf(where.afterWords());
                    if (at >= 0) {
                        pass = Math.max(0, at + where.afterWords().length() - before);
                        cutHere = true;
                    } else if (tail.length() > where.afterWords().length()) {
                        tail.delete(0, tail.length() - where.afterWords().length());
                    }
                }
                out.write(buffer, 0, pass);
                out.flush();
                passed += pass;
                if (cutHere) {
                    cut(from, to, where.manner());
                    return;
                }
            }
        } catch (IOException _) {
            // One end has gone; the other follows.
        }
    }

    private static void cut(Socket from, Socket to, Manner manner) throws IOException {
        if (manner == Manner.SILENCE) {
            try {
                // Holds both ends open until the proxy is closed or the client gives up.
                Thread.sleep(java.time.Duration.ofMinutes(5));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        // What was passed must arrive before the reset does.
        to.shutdownOutput();
        pause();
        reset(from);
        reset(to);
    }

    private static void pause() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // It is closed.
        }
    }
}
