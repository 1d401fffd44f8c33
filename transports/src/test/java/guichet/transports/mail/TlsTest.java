package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import guichet.transports.mail.AccountCheck.Checked;
import guichet.transports.mail.ScriptedServer.Peer;
import guichet.transports.mail.ScriptedServer.Script;
import guichet.transports.net.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who the server is, is always checked, and no password leaves before it is.
@Timeout(60)
final class TlsTest {
    private static final TestAuthority CA = TestAuthority.shared();

    private final List<ScriptedServer> servers = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (ScriptedServer server : servers) {
            server.close();
        }
    }

    @Test
    void anIssuerThatWasAddedIsTrusted() throws Exception {
        assertEquals(new Checked(Optional.empty(), Optional.empty()),
                check("imaps", "smtps", tlsImap(CA.good()), tlsSmtp(CA.good()), Optional.of(CA.pem())));
    }

    @Test
    void starttlsWorksToo() throws Exception {
        assertEquals(new Checked(Optional.empty(), Optional.empty()), check("imap+starttls", "smtp+starttls",
                starttlsImap(CA.good(), ""), starttlsSmtp(CA.good(), ""), Optional.of(CA.pem())));
    }

    @Test
    void anUnknownIssuerIsRefused() throws Exception {
        refused(Trouble.CERTIFICATE_UNTRUSTED, "imaps", "smtps", tlsImap(CA.good()), tlsSmtp(CA.good()),
                Optional.empty());
    }

    @Test
    void anUnknownIssuerIsRefusedAfterStarttlsToo() throws Exception {
        refused(Trouble.CERTIFICATE_UNTRUSTED, "imap+starttls", "smtp+starttls", starttlsImap(CA.good(), ""),
                starttlsSmtp(CA.good(), ""), Optional.empty());
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        refused(Trouble.CERTIFICATE_EXPIRED, "imaps", "smtps", tlsImap(CA.expired()), tlsSmtp(CA.expired()),
                Optional.of(CA.pem()));
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        refused(Trouble.CERTIFICATE_WRONG_HOST, "imaps", "smtps", tlsImap(CA.wrongHost()), tlsSmtp(CA.wrongHost()),
                Optional.of(CA.pem()));
    }

    @Test
    void aStrippedStarttlsIsRefusedBeforeAnythingIsSaid() throws Exception {
        refused(Trouble.NO_STARTTLS, "imap+starttls", "smtp+starttls", ImapScript::login, SmtpScript::login,
                Optional.of(CA.pem()));
    }

    @Test
    void aSessionThatClaimsToBeLoggedInAlreadyIsAStrippedStarttls() throws Exception {
        refused(Trouble.NO_STARTTLS, "imap+starttls", "smtp+starttls", peer -> {
            peer.say("* PREAUTH welcome back");
            String tag = ImapScript.tag(peer.command());
            peer.say("* CAPABILITY IMAP4rev1 STARTTLS", tag + " OK done");
            peer.listenUntilTheEnd();
        }, SmtpScript::login, Optional.of(CA.pem()));
    }

    @Test
    void whatIsSlippedInBeforeTlsIsNeverTakenForSaidUnderIt() throws Exception {
        refused(Trouble.TLS_FAILED, "imap+starttls", "smtp+starttls",
                starttlsImap(CA.good(), "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"),
                starttlsSmtp(CA.good(), "250 AUTH PLAIN\r\n"), Optional.of(CA.pem()));
    }

    @Test
    void aServerThatSpeaksInTheClearWhereTlsIsDueIsRefused() throws Exception {
        refused(Trouble.TLS_FAILED, "imaps", "smtps", ImapScript::login, SmtpScript::login, Optional.of(CA.pem()));
    }

    @Test
    void aServerThatIsSilentInTheHandshakeIsGivenUp() throws Exception {
        Patience brief = new Patience(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300),
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        int silent = serve(Peer::listenUntilTheEnd);
        try (AccountCheck check = new AccountCheck(Route.STRAIGHT, brief)) {
            Checked checked = check.check(TestMailbox.account("imaps://localhost:" + silent,
                    "smtps://localhost:" + silent, Optional.empty(), "INBOX"), TestMailbox.password());
            assertEquals(Optional.of(new Fault(Trouble.TIMED_OUT)), checked.imap());
            assertEquals(Optional.of(new Fault(Trouble.TIMED_OUT)), checked.smtp());
        }
    }

    @Test
    void nothingOlderThanTls12IsSpoken() throws Exception {
        int port = serve(Peer::listenUntilTheEnd);
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port);
                var secured = Tls.trusting(Optional.empty()).over(raw, "localhost", port)) {
            assertArrayEquals(new String[]{"TLSv1.3", "TLSv1.2"}, secured.getEnabledProtocols());
            assertEquals("HTTPS", secured.getSSLParameters().getEndpointIdentificationAlgorithm());
        }
    }

    @Test
    void anIssuerFileThatIsNoneIsSaidToBeNone() {
        for (String pem : List.of("", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
            LinkException failure = assertThrows(LinkException.class, () -> Tls.trusting(Optional.of(pem)));
            assertEquals(Trouble.BAD_CA, failure.trouble());
        }
        assertEquals(Optional.of(new Fault(Trouble.BAD_URL)),
                AccountCheck.beforeAdding("imap://mail.example.org", "smtps://mail.example.org", Optional.empty()));
    }

    private void refused(Trouble trouble, String imapScheme, String smtpScheme, Script imap, Script smtp,
            Optional<String> ca) throws Exception {
        Optional<Trouble> expected = Optional.of(trouble);
        Checked checked = check(imapScheme, smtpScheme, imap, smtp, ca);
        assertEquals(expected, checked.imap().map(Fault::trouble), "IMAP");
        assertEquals(expected, checked.smtp().map(Fault::trouble), "SMTP");
        for (ScriptedServer server : servers) {
            assertFalse(server.heard().contains("AUTH") || server.heard().contains("LOGIN"), server.heard());
        }
    }

    private Checked check(String imapScheme, String smtpScheme, Script imap, Script smtp, Optional<String> ca)
            throws Exception {
        String imapUrl = imapScheme + "://localhost:" + serve(imap);
        String smtpUrl = smtpScheme + "://localhost:" + serve(smtp);
        try (AccountCheck check = new AccountCheck(Route.STRAIGHT, TestMailbox.PATIENCE)) {
            return check.check(TestMailbox.account(imapUrl, smtpUrl, ca, "INBOX"), TestMailbox.password());
        }
    }

    private int serve(Script script) throws IOException {
        ScriptedServer server = new ScriptedServer(script);
        servers.add(server);
        return server.port();
    }

    private static Script tlsImap(TestAuthority.Identity identity) {
        return peer -> {
            peer.secure(identity);
            ImapScript.login(peer);
            ImapScript.examine(peer, 5);
        };
    }

    private static Script tlsSmtp(TestAuthority.Identity identity) {
        return peer -> {
            peer.secure(identity);
            SmtpScript.login(peer);
            peer.line();
        };
    }

    private static Script starttlsImap(TestAuthority.Identity identity, String injected) {
        return peer -> {
            peer.say("* OK ready");
            String tag = ImapScript.tag(peer.command());
            peer.say("* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED", tag + " OK done");
            tag = ImapScript.tag(peer.command());
            peer.sayRaw(tag + " OK begin\r\n" + injected);
            peer.secure(identity);
            ImapScript.afterGreeting(peer);
            ImapScript.examine(peer, 5);
        };
    }

    private static Script starttlsSmtp(TestAuthority.Identity identity, String injected) {
        return peer -> {
            peer.say("220 ready");
            peer.command();
            peer.say("250-mx", "250 STARTTLS");
            peer.command();
            peer.sayRaw("220 begin\r\n" + injected);
            peer.secure(identity);
            SmtpScript.afterGreeting(peer);
            peer.line();
        };
    }
}
