package guichet.transports.mail;

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
/// A host in the clear must truly be this machine: every address that its name has is looked at, and the very address that was looked at
/// is the one connected to.
final class Dialling {
    private Dialling() {
    }

    /// The first of the host's addresses that answers; the cutoff holds it.
    static Socket connected(MailUrl url, Patience patience, Cutoff cutoff) throws LinkException {
        LinkException last = new LinkException(Trouble.UNKNOWN_HOST);
        for (InetAddress address : resolve(url)) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            cutoff.hold(socket);
            try {
                socket.connect(new InetSocketAddress(address, url.port()), (int) patience.connect().toMillis());
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                return socket;
            } catch (IOException failure) {
                last = new LinkException(trouble(failure));
                cutoff.release(socket);
                Cutoff.abort(socket);
            }
        }
        throw last;
    }

    /// What an I/O error means.
    static Trouble trouble(IOException failure) {
        return switch (failure) {
            case SocketTimeoutException _ -> Trouble.TIMED_OUT;
            case ConnectException _ -> Trouble.CONNECTION_REFUSED;
            case NoRouteToHostException _ -> Trouble.HOST_UNREACHABLE;
            default -> Trouble.CONNECTION_LOST;
        };
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
}
