package guichet.transports.mail;

import java.io.IOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/// Closes every connection opened under it at once, whatever it is doing; nothing can be opened under it afterwards. Any thread.
final class Cutoff implements AutoCloseable {
    private final Set<Socket> open = new HashSet<>();
    private boolean cut;

    synchronized void hold(Socket socket) throws LinkException {
        if (cut) {
            throw new LinkException(Trouble.CONNECTION_LOST);
        }
        open.add(socket);
    }

    synchronized void release(Socket socket) {
        open.remove(socket);
    }

    synchronized boolean isCut() {
        return cut;
    }

    @Override
    public synchronized void close() {
        cut = true;
        open.forEach(Cutoff::abort);
        open.clear();
    }

    /// Ends a plain socket without waiting for anybody; a TLS socket's own `close` may wait for a writer that is stuck.
    static void abort(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed: there is nothing more to do with it.
        }
    }
}
