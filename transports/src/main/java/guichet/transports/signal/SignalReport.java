package guichet.transports.signal;

import guichet.inbox.AccountId;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.signal.SignalAccounts;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Writes down how an account fares, where every process sees it: each change at once, a mere sign of life every few minutes. One thread.
final class SignalReport {
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(3);

    private final Vault vault;
    private final SignalAccounts accounts;
    private final AccountId account;

    SignalReport(Vault vault, SignalAccounts accounts, AccountId account) {
        this.vault = vault;
        this.accounts = accounts;
        this.account = account;
    }

    void write(SignalHealth health) throws VaultException {
        AccountState before = vault.read(tx -> accounts.state(tx, account));
        Optional<Instant> contact = health.lastContact().or(before::lastContact);
        Optional<String> error = switch (health.state()) {
            case UP, DOWN -> health.fault().map(SignalFault::stored);
            // Neither starting nor ending says that what was wrong is right now.
            case STARTING, STOPPED -> before.error();
        };
        Optional<String> version = health.version();
        if (version.isPresent() && !vault.read(tx -> accounts.version(tx, account)).equals(version)) {
            vault.write(tx -> {
                accounts.servedBy(tx, account, version.get());
                return version;
            });
        }
        AccountState now = new AccountState(link(health), contact, error);
        if (!isTheSame(before, now)) {
            vault.write(tx -> {
                accounts.report(tx, account, now);
                return now;
            });
        }
    }

    /// As it is written down.
    Optional<Instant> lastContact() throws VaultException {
        return vault.read(tx -> accounts.state(tx, account)).lastContact();
    }

    private static boolean isTheSame(AccountState before, AccountState now) {
        boolean fresh = before.lastContact().isPresent() == now.lastContact().isPresent() && before.lastContact()
                .map(then -> now.lastContact().orElse(then).isBefore(then.plus(SIGN_OF_LIFE))).orElse(true);
        return before.link() == now.link() && before.error().equals(now.error()) && fresh;
    }

    private static Link link(SignalHealth health) {
        return switch (health.state()) {
            case STARTING -> Link.CONNECTING;
            case UP -> health.fault().isPresent() ? Link.OFFLINE : Link.ONLINE;
            case DOWN, STOPPED -> Link.OFFLINE;
        };
    }
}
