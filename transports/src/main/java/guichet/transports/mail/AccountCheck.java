package guichet.transports.mail;

import guichet.crypto.Secret;
import guichet.inbox.MailAccount;
import guichet.keystore.Settings;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.transports.net.Route;
import java.util.Optional;

/// Tries whether both servers of an account answer, prove who they are, and take the login. Sends and fetches nothing.
///
/// Blocks the caller's thread; [#close()] from another ends it.
public final class AccountCheck implements AutoCloseable {
    private final Route route;
    private final Patience patience;
    private final Cutoff cutoff = new Cutoff();

    /// @param route by which both are reached
    AccountCheck(Route route, Patience patience) {
        this.route = route;
        this.patience = patience;
    }

    /// By the way that is set in the vault now.
    public static AccountCheck now(Vault vault, Settings settings) throws VaultException {
        return new AccountCheck(vault.read(tx -> Route.now(tx, settings)), Patience.DEFAULT);
    }

    /// What each server said; empty where all is well. Each fault's word is the key of its sentence.
    public record Checked(Optional<Fault> imap, Optional<Fault> smtp) {
        public boolean isFine() {
            return imap.isEmpty() && smtp.isEmpty();
        }
    }

    /// Tries both.
    ///
    /// @param password copied; the caller still owns it
    public Checked check(MailAccount account, Secret password) {
        return new Checked(fault(() -> imap(account, password)), fault(() -> smtp(account, password)));
    }

    /// What is wrong with an account before any server is asked: a URL that can't be used, an issuer that is none.
    public static Optional<Fault> beforeAdding(String imap, String smtp, Optional<String> caPem) {
        return fault(() -> {
            MailUrl.stored(MailUrl.Protocol.IMAP, imap);
            MailUrl.stored(MailUrl.Protocol.SMTP, smtp);
            Tls.trusting(caPem);
        });
    }

    @Override
    public void close() {
        cutoff.close();
    }

    private void imap(MailAccount account, Secret password) throws LinkException {
        try (Login login = login(account, password);
                ImapSession session = ImapSession.open(Server.imap(account, route), login, patience, cutoff)) {
            for (String folder : account.folders()) {
                session.examine(folder);
            }
            session.logout();
        }
    }

    private void smtp(MailAccount account, Secret password) throws LinkException {
        try (Login login = login(account, password);
                SmtpSession session = SmtpSession.open(Server.smtp(account, route), login, patience, cutoff)) {
            session.quit();
        }
    }

    private static Login login(MailAccount account, Secret password) {
        byte[] copy = password.bytes();
        try {
            return new Login(account.user(), Secret.of(copy));
        } finally {
            java.util.Arrays.fill(copy, (byte) 0);
        }
    }

    @FunctionalInterface
    private interface Trial {
        void run() throws LinkException;
    }

    private static Optional<Fault> fault(Trial trial) {
        try {
            trial.run();
            return Optional.empty();
        } catch (LinkException failure) {
            return Optional.of(failure.fault());
        }
    }
}
