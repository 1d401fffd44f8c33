package guichet.transports.net;

import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.SocksProxy;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The way that connections take: straight, or all of them through one proxy, which alone then learns the names of the hosts. This machine is
/// always reached straight.
public final class Route {
    /// Without a proxy.
    public static final Route STRAIGHT = new Route(Optional.empty());

    private final Optional<SocksProxy> proxy;

    private Route(Optional<SocksProxy> proxy) {
        this.proxy = proxy;
    }

    public static Route through(SocksProxy proxy) {
        return new Route(Optional.of(proxy));
    }

    /// As it is set in the vault at this moment.
    public static Route now(Tx tx, Settings settings) throws VaultException {
        return new Route(SocksProxy.parse(settings.get(tx, Setting.PROXY)));
    }

    /// Whether a proxy connects to this host, so that nobody here may look its name up.
    public boolean isProxied(String host) {
        return proxy.isPresent() && !isThisMachine(host);
    }

    /// Connects through the proxy.
    ///
    /// @param socket    not connected yet; whoever holds it closes it
    /// @param host      a name in ASCII, or an IP address
    /// @param most      for all of it
    /// @throws UnreachedException where the proxy says so, or is none
    public void connect(Socket socket, String host, int port, Duration most) throws IOException {
        SocksProxy by = proxy.orElseThrow();
        long deadline = System.nanoTime() + most.toNanos();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(by.host()), by.port()), left(deadline));
        } catch (UnknownHostException e) {
            throw new UnreachedException(UnreachedException.Why.NO_PROXY);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreachedException(UnreachedException.Why.NO_PROXY);
        }
        new SocksGreeting(socket, deadline).reach(host, port);
        socket.setSoTimeout(0);
    }

    /// Of what is left until then, in milliseconds.
    static int left(long deadline) throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("over");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private static boolean isThisMachine(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.matches("127(\\.[0-9]{1,3}){3}") || name.equals("0:0:0:0:0:0:0:1");
    }
}
