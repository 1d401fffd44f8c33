package guichet.transports.keys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import guichet.transports.mail.TestAuthority;
import guichet.transports.net.Route;
import guichet.transports.net.SocksRig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A web server for some hosts, and the proxy by which it is reached: no name is looked up anywhere. Keeps what was asked.
final class DirectoryRig implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private final SocksRig proxy;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @FunctionalInterface
    interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    DirectoryRig(TestAuthority.Identity identity, Set<String> hosts, Page page) throws IOException {
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
            page.answer(exchange);
            exchange.close();
        });
        server.start();
        this.proxy = new SocksRig(
                hosts.stream().collect(Collectors.toMap(host -> host, _ -> server.getAddress().getPort())));
    }

    static Page bytes(int status, byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    Route route() {
        return proxy.route();
    }

    /// Which hosts somebody wanted to be connected to.
    List<String> connected() {
        return proxy.connected.stream().map(place -> place.replace(":443", "")).toList();
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

    @Override
    public void close() throws IOException {
        proxy.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
