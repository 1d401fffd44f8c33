package guichet.transports.net;

import guichet.keystore.SocksProxy;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A SOCKS5 proxy on loopback that knows some hosts, each of them a port of this machine. Keeps which names it was asked for.
public final class SocksRig implements AutoCloseable {
    public final List<String> connected = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> hosts;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public SocksRig(Map<String, Integer> hosts) throws IOException {
        this.hosts = Map.copyOf(hosts);
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::serve);
    }

    public Route route() {
        return Route.through(proxy());
    }

    public SocksProxy proxy() {
        return new SocksProxy("127.0.0.1", socket.getLocalPort());
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> tunnel(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            if (in.readByte() != 5 || in.readByte() != 1 || in.readByte() != 0) {
                return;
            }
            client.getOutputStream().write(new byte[]{5, 0});
            if (in.readByte() != 5 || in.readByte() != 1 || in.readByte() != 0 || in.readByte() != 3) {
                return; // a name, and no address that somebody looked up
            }
            String host = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
            int port = in.readUnsignedShort();
            connected.add(host + ":" + port);
            if (!hosts.containsKey(host)) {
                client.getOutputStream().write(new byte[]{5, 4, 0, 1, 0, 0, 0, 0, 0, 0});
                return;
            }
            try (Socket there = new Socket(InetAddress.getLoopbackAddress(), hosts.get(host))) {
                client.getOutputStream().write(new byte[]{5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
                threads.execute(() -> pass(there, client));
                pass(client, there);
            }
        } catch (IOException e) {
            // Whoever asked sees that it is over.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // It is over.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
