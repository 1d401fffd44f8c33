package guichet.transports.mail;

import guichet.transports.net.UnreachedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;

/// From a URL to a connection that nobody has said a word on yet.
///
/// Where a proxy is set, it connects, and no name is looked up here. A name under `.onion` is never looked up at all (RFC 7686). A host in the clear must truly be this machine: every address that its name has is looked at, and the very address that was looked at
/// is the one connected to.
final class Dialling {
    private Dialling() {
    }

    /// The first of the host's addresses that answers; the cutoff holds it.
    static Socket connected(Server server, Patience patience, Cutoff cutoff) throws LinkException {
        MailUrl url = server.url();
        if (url.security() != MailUrl.Security.LOOPBACK && server.route().isProxied(url.host())) {
            return dialled(socket -> server.route().connect(socket, url.host(), url.port(), patience.connect()),
                    cutoff);
        }
        LinkException last = new LinkException(Trouble.UNKNOWN_HOST);
        for (InetAddress address : resolve(url)) {
            try {
                return dialled(socket -> socket.connect(new InetSocketAddress(address, url.port()),
                        (int) patience.connect().toMillis()), cutoff);
            } catch (LinkException failure) {
                last = failure;
            }
        }
        throw last;
    }

    @FunctionalInterface
    private interface Way {
        void connect(Socket socket) throws IOException;
    }

    private static Socket dialled(Way way, Cutoff cutoff) throws LinkException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        cutoff.hold(socket);
        try {
            way.connect(socket);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            return socket;
        } catch (IOException failure) {
            cutoff.release(socket);
            Cutoff.abort(socket);
            throw new LinkException(trouble(failure));
        }
    }

    /// What an I/O error means.
    static Trouble trouble(IOException failure) {
        return switch (failure) {
            case SocketTimeoutException _ -> Trouble.TIMED_OUT;
            case ConnectException _ -> Trouble.CONNECTION_REFUSED;
            case NoRouteToHostException _ -> Trouble.HOST_UNREACHABLE;
            case UnreachedException unreached -> switch (unreached.why()) {
                case NO_PROXY -> Trouble.PROXY_UNREACHABLE;
                case NO_HOST -> Trouble.UNREACHED_BY_PROXY;
            };
            default -> Trouble.CONNECTION_LOST;
        };
    }

    private static InetAddress[] resolve(MailUrl url) throws LinkException {
        if (url.host().endsWith(".onion")) {
            throw new LinkException(Trouble.UNKNOWN_HOST);
        }
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
}
