package guichet.transports.mail;

import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts;
import guichet.keystore.Settings;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.transports.net.Route;
import java.util.Optional;

/// Where the transports learn of an account and its password, anew for each connection.
@FunctionalInterface
interface Mailboxes {
    /// Empty where the account is gone.
    Optional<Entry> find(AccountId id) throws VaultException;

    static Mailboxes in(Vault vault, Accounts accounts) {
        Settings settings = new Settings();
        return id -> vault.read(tx -> {
            Optional<MailAccount> account = accounts.find(tx, id);
            Optional<Secret> password = accounts.password(tx, id);
            if (account.isEmpty() || password.isEmpty()) {
                password.ifPresent(Secret::close);
                return Optional.empty();
            }
            return Optional.of(new Entry(account.get(), new Login(account.get().user(), password.get()),
                    Route.now(tx, settings)));
        });
    }

    /// An account with its login, which whoever asked closes.
    final class Entry implements AutoCloseable {
        private final MailAccount account;
        private final Login login;
        private final Route route;

        Entry(MailAccount account, Login login, Route route) {
            this.account = account;
            this.login = login;
            this.route = route;
        }

        Server imap() throws LinkException {
            return Server.imap(account, route);
        }

        Server smtp() throws LinkException {
            return Server.smtp(account, route);
        }

        MailAccount account() {
            return account;
        }

        Login login() {
            return login;
        }

        @Override
        public void close() {
            login.close();
        }
    }
}
