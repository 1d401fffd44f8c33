package guichet.transports.net;

import guichet.transports.net.UnreachedException.Why;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// What is said to a SOCKS5 proxy (RFC 1928) before it connects. Ours, since the JDK's own would tell it the name of this machine's user.
final class SocksGreeting {
    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int PORT_BYTES = 2;

    private final Socket socket;
    private final long deadline;

    /// @param deadline of [System#nanoTime]
    SocksGreeting(Socket socket, long deadline) {
        this.socket = socket;
        this.deadline = deadline;
    }

    /// Has it connect; a name is sent as it is.
    void reach(String host, int port) throws IOException {
        socket.getOutputStream().write(new byte[]{VERSION, 1, NO_AUTHENTICATION});
        if (next() != VERSION || next() != NO_AUTHENTICATION) {
            throw new UnreachedException(Why.NO_PROXY);
        }
        socket.getOutputStream().write(request(host, port));
        if (next() != VERSION) {
            throw new UnreachedException(Why.NO_PROXY);
        }
        if (next() != 0) {
            throw new UnreachedException(Why.NO_HOST);
        }
        next();
        int address = switch (next()) {
            case IPV4 -> IPV4_BYTES;
            case IPV6 -> IPV6_BYTES;
            case NAME -> next();
            default -> throw new UnreachedException(Why.NO_PROXY);
        };
        for (int i = 0; i < address + PORT_BYTES; i++) {
            next();
        }
    }

    private static byte[] request(String host, int port) throws IOException {
        var request = new ByteArrayOutputStream();
        request.writeBytes(new byte[]{VERSION, CONNECT, 0});
        if (host.contains(":") || host.matches("[0-9.]+")) {
            byte[] address = InetAddress.ofLiteral(host).getAddress();
            request.write(address.length == IPV4_BYTES ? IPV4 : IPV6);
            request.writeBytes(address);
        } else {
            byte[] name = host.getBytes(StandardCharsets.US_ASCII);
            request.write(NAME);
            request.write(name.length);
            request.writeBytes(name);
        }
        request.write(port >> 8);
        request.write(port);
        return request.toByteArray();
    }

    /// Within what is left of the time, however slowly it comes.
    private int next() throws IOException {
        socket.setSoTimeout(Route.left(deadline));
        InputStream in = socket.getInputStream();
        try {
            int read = in.read();
            if (read < 0) {
                throw new UnreachedException(Why.NO_PROXY);
            }
            return read;
        } catch (SocketTimeoutException | UnreachedException e) {
            throw e;
        } catch (EOFException e) {
            throw new UnreachedException(Why.NO_PROXY);
        }
    }
}
