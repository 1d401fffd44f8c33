package guichet.transports.mail;

import guichet.inbox.AccountId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.accounts.HeldBack;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Writes down how an account fares, where every process sees it: each change at once, a mere sign of life every few minutes. One thread.
final class StateReport {
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(3);

    private final Vault vault;
    private final Accounts accounts;
    private final AccountId account;
    private final Clock clock;
    private AccountState last = AccountState.NEVER;

    StateReport(Vault vault, Accounts accounts, AccountId account, Clock clock) {
        this.vault = vault;
        this.accounts = accounts;
        this.account = account;
        this.clock = clock;
    }

    void connecting() throws VaultException {
        AccountState before = vault.read(tx -> accounts.state(tx, account));
        write(new AccountState(Link.CONNECTING, before.lastContact(), before.error()));
    }

    /// The server has just answered, and everything that could be taken was.
    void online() throws VaultException {
        Instant now = clock.instant();
        List<HeldBack> passedOver = vault.read(tx -> accounts.heldBack(tx, account));
        Optional<String> error = passedOver.stream().findFirst()
                .map(message -> message.why() + ": " + message.folder() + " " + message.size());
        boolean same = last.link() == Link.ONLINE && last.error().equals(error)
                && last.lastContact().map(then -> now.isBefore(then.plus(SIGN_OF_LIFE))).orElse(false);
        if (!same) {
            write(new AccountState(Link.ONLINE, Optional.of(now), error));
        }
    }

    void offline(Fault fault) throws VaultException {
        Optional<Instant> contact = vault.read(tx -> accounts.state(tx, account)).lastContact();
        write(new AccountState(Link.OFFLINE, contact, Optional.of(fault.stored())));
    }

    /// The channel was closed by us: no error.
    void closed() throws VaultException {
        AccountState before = vault.read(tx -> accounts.state(tx, account));
        write(new AccountState(Link.OFFLINE, before.lastContact(), before.error()));
    }

    private void write(AccountState state) throws VaultException {
        last = state;
        vault.write(tx -> {
            accounts.report(tx, account, state);
            return state;
        });
    }
}
