package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.SocksProxy;
import guichet.keystore.TempVault;
import guichet.transports.mail.AccountCheck.Checked;
import guichet.transports.net.Route;
import guichet.transports.net.SocksRig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With a proxy set, mail leaves this machine through it or not at all.
@Timeout(60)
final class ProxyTest {
    /// A name that nobody can look up (RFC 6761): who reaches it had it looked up by the proxy.
    private static final String HOST = "mail.invalid";
    private static final TestAuthority CA = TestAuthority.shared();

    private static Checked check(Route route, String host) {
        try (AccountCheck check = new AccountCheck(route, TestMailbox.PATIENCE)) {
            return check.check(TestMailbox.account("imaps://" + host, "smtps://" + host + ":2465",
                    Optional.of(CA.pem()), "INBOX"), TestMailbox.password());
        }
    }

    @Test
    void namesAreLookedUpByTheProxyAndTheServerStillProvesItself() throws Exception {
        TestAuthority.Identity identity = CA.named(HOST);
        AtomicInteger calls = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.secure(identity);
            if (calls.getAndIncrement() == 0) {
                ImapScript.login(peer);
                ImapScript.examine(peer, 5);
            } else {
                SmtpScript.login(peer);
                peer.line();
            }
        }); SocksRig proxy = new SocksRig(Map.of(HOST, server.port(), "other.invalid", server.port()))) {
            assertEquals(new Checked(Optional.empty(), Optional.empty()), check(proxy.route(), HOST));
            assertEquals(List.of(HOST + ":993", HOST + ":2465"), proxy.connected);
            assertEquals(Optional.of(new Fault(Trouble.CERTIFICATE_WRONG_HOST)),
                    check(proxy.route(), "other.invalid").imap());
        }
    }

    @Test
    void whatTheProxyDoesNotReachIsNotReached() throws Exception {
        try (SocksRig proxy = new SocksRig(Map.of())) {
            assertEquals(Optional.of(new Fault(Trouble.UNREACHED_BY_PROXY)), check(proxy.route(), HOST).imap());
        }
    }

    /// The server is there, and could be reached without.
    @ParameterizedTest
    @ValueSource(strings = {"nobody there", "no proxy", "wants a password"})
    void withoutItsProxyNothingIsTried(String trouble) throws Exception {
        try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ScriptedServer other = new ScriptedServer(peer -> peer
                        .sayRaw(trouble.equals("no proxy") ? "HTTP/1.0 400 Bad\r\n\r\n" : "\u0005\u0002"))) {
            trap.setSoTimeout(300);
            int port = trouble.equals("nobody there") ? unused() : other.port();
            MailUrl url = new MailUrl(MailUrl.Protocol.IMAP, MailUrl.Security.TLS, "192.0.2.1", trap.getLocalPort());
            Server server = new Server(url, Tls.trusting(Optional.empty()),
                    Route.through(new SocksProxy("127.0.0.1", port)));
            LinkException failure = assertThrows(LinkException.class,
                    () -> Dialling.connected(server, TestMailbox.PATIENCE, new Cutoff()));
            assertEquals(Trouble.PROXY_UNREACHABLE, failure.trouble());
            assertThrows(SocketTimeoutException.class, trap::accept);
        }
    }

    @Test
    void aProxyThatDripsIsGivenUp() throws Exception {
        try (ScriptedServer slow = new ScriptedServer(peer -> {
            peer.sayRaw("\u0005\u0000\u0005\u0000\u0000\u0003\u00fa");
            for (int i = 0; i < 40; i++) {
                peer.sayRaw("x");
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
        })) {
            Server server = new Server(
                    new MailUrl(MailUrl.Protocol.IMAP, MailUrl.Security.TLS, HOST, 993),
                    Tls.trusting(Optional.empty()), Route.through(new SocksProxy("127.0.0.1", slow.port())));
            Patience brief = TestMailbox.patience(java.time.Duration.ofSeconds(1));
            LinkException failure = assertThrows(LinkException.class,
                    () -> Dialling.connected(server, brief, new Cutoff()));
            assertEquals(Trouble.TIMED_OUT, failure.trouble());
        }
    }

    @Test
    void whatIsSetInTheVaultHoldsFromTheNextConnectionOn() throws Exception {
        try (TempVault temp = TempVault.make()) {
            Settings settings = new Settings();
            assertEquals(false, temp.vault().read(tx -> Route.now(tx, settings)).isProxied(HOST));
            for (String bad : List.of("127.0.0.1:9050", "socks5://", "socks5://h:0", "http://h:1", "socks5://h:65536",
                    "socks5://u@h:1")) {
                assertEquals(Settings.Change.REFUSED,
                        temp.vault().write(tx -> settings.set(tx, Setting.PROXY, bad)), bad);
            }
            temp.vault().write(tx -> settings.set(tx, Setting.PROXY, "SOCKS5://127.0.0.1:9050"));
            Route route = temp.vault().read(tx -> Route.now(tx, settings));
            assertTrue(
                    route.isProxied(HOST) && route.isProxied("10.0.0.1") && route.isProxied("localhost.evil.example"));
            assertTrue(!route.isProxied("localhost") && !route.isProxied("127.0.0.1"));
        }
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
