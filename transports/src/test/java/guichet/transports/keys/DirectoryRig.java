package guichet.transports.keys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import guichet.transports.mail.TestAuthority;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A web server for some hosts, and the proxy by which it is reached: no name is looked up anywhere. Keeps what was asked.
final class DirectoryRig implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> connected = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private final ServerSocket proxy;
    private final Set<String> hosts;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @FunctionalInterface
    interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    DirectoryRig(TestAuthority.Identity identity, Set<String> hosts, Page page) throws IOException {
        this.hosts = hosts;
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
            page.answer(exchange);
            exchange.close();
        });
        server.start();
        this.proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::serveProxy);
    }

    static Page bytes(int status, byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    ProxySelector proxy() {
        return ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort()));
    }

    /// Believes the tests' authority alone.
    static SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(
                new ByteArrayInputStream(TestAuthority.shared().pem().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private void serveProxy() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                threads.execute(() -> tunnel(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
            String host = in.readLine().split("[ :]", -1)[1];
            while (!in.readLine().isEmpty()) {
                // The rest of what it says of itself.
            }
            connected.add(host);
            if (!hosts.contains(host)) {
                client.getOutputStream().write("HTTP/1.1 502 Bad Gateway\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            try (Socket there = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                threads.execute(() -> pass(there, client));
                pass(client, there);
            }
        } catch (IOException | NullPointerException e) {
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
        proxy.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
