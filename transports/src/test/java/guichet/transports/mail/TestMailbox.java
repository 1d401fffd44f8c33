package guichet.transports.mail;

import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.MailAccount;
import guichet.keystore.Address;
import guichet.transports.net.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The account of the tests, and how patient they are.
final class TestMailbox {
    static final AccountId ACCOUNT = new AccountId(1);
    static final String ADDRESS = "alice@ngo.test";
    static final String PASSWORD = "secret";

    /// Waits long enough for a busy machine, and no longer.
    static final Patience PATIENCE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5),
            Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(50), Duration.ofMillis(400),
            Duration.ofMillis(50));

    private TestMailbox() {
    }

    static Patience patience(Duration reply) {
        return new Patience(Duration.ofSeconds(2), reply, reply, PATIENCE.probe(), PATIENCE.poll(),
                PATIENCE.firstRetry(), PATIENCE.lastRetry(), PATIENCE.tick());
    }

    static MailAccount account(String imap, String smtp, Optional<String> ca, String... folders) {
        return new MailAccount(ACCOUNT, Address.parse(ADDRESS).orElseThrow(), "Alice", imap, smtp, ADDRESS,
                List.of(folders), ca);
    }

    static Server server(String imap, Optional<String> ca) throws LinkException {
        return Server.imap(account(imap, "smtp://127.0.0.1:1", ca), Route.STRAIGHT);
    }

    static Mailboxes always(MailAccount account) {
        return _ -> Optional.of(new Mailboxes.Entry(account, login(), Route.STRAIGHT));
    }

    static Mailboxes smtp(String url, Optional<String> ca) {
        return always(account("imap://127.0.0.1:1", url, ca, "INBOX"));
    }

    static Login login() {
        return new Login(ADDRESS, password());
    }

    static Secret password() {
        return Secret.of(PASSWORD.getBytes(StandardCharsets.UTF_8));
    }
}
