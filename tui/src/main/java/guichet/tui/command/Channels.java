package guichet.tui.command;

import guichet.crypto.Secret;
import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.AccountCheck;
import guichet.transports.mail.AccountCheck.Checked;
import guichet.transports.mail.Fault;
import guichet.transports.mail.Trouble;
import guichet.tui.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The probes of the accounts: what their last sync brought, and whether the mail servers answer now. Connects to each of these, logs in,
/// and sends and fetches nothing.
final class Channels {
    private static final Duration LONG_SILENCE = Duration.ofDays(1);

    private final Workspace vault;

    Channels(Workspace vault) {
        this.vault = vault;
    }

    List<Finding> all() throws VaultException {
        List<Finding> findings = new ArrayList<>();
        for (MailAccount account : vault.vault().read(tx -> vault.accounts().mail(tx))) {
            before(account).ifPresent(findings::add);
            Checked now = now(account);
            String address = account.address().value();
            findings.add(server("imap", address, now.imap()));
            findings.add(server("smtp", address, now.smtp()));
        }
        findings.addAll(new SignalProbe(vault).all());
        return findings.isEmpty() ? List.of(Finding.ok("channels")) : findings;
    }

    private Optional<Finding> before(MailAccount account) throws VaultException {
        Instant quiet = vault.clock().instant().minus(LONG_SILENCE);
        AccountState state = vault.vault().read(tx -> vault.accounts().state(tx, account.id()));
        String address = account.address().value();
        if (state.error().isPresent()) {
            return Optional.of(new Finding("channels", Finding.State.CRITICAL, "error",
                    List.of(address, state.error().get())));
        }
        if (state.lastContact().isEmpty()) {
            return Optional.of(new Finding("channels", Finding.State.WARNING, "never", List.of(address)));
        }
        if (state.lastContact().get().isBefore(quiet)) {
            return Optional.of(new Finding("channels", Finding.State.WARNING, "silent",
                    List.of(address, JsonLine.rfc3339(state.lastContact().get()))));
        }
        return Optional.empty();
    }

    private Checked now(MailAccount account) throws VaultException {
        Optional<Secret> stored = vault.vault().read(tx -> vault.accounts().password(tx, account.id()));
        if (stored.isEmpty()) {
            Optional<Fault> gone = Optional.of(new Fault(Trouble.NO_ACCOUNT, ""));
            return new Checked(gone, gone);
        }
        try (Secret password = stored.get(); AccountCheck check = vault.accountCheck()) {
            return check.check(account, password);
        }
    }

    private static Finding server(String which, String address, Optional<Fault> fault) {
        return fault
                .map(found -> new Finding("channels", Finding.State.CRITICAL, which + "-fails",
                        List.of(address, found.stored())))
                .orElseGet(() -> new Finding("channels", Finding.State.OK, which + "-well", List.of(address)));
    }
}
