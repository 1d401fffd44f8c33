package guichet.inbox.accounts;

import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.MailAccount;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The mail accounts of a vault and how each of them fares, as every process on this vault sees it.
public final class Accounts {
    public Accounts() {
    }

    public AccountId addMail(Tx tx, NewMailAccount account, Secret password) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public List<MailAccount> mail(Tx tx) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public Optional<MailAccount> find(Tx tx, AccountId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The account to send from: the one of this address, else the only one.
    public Optional<MailAccount> sender(Tx tx, Address author) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public Optional<Secret> password(Tx tx, AccountId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public boolean remove(Tx tx, AccountId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public void report(Tx tx, AccountId id, AccountState state) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public AccountState state(Tx tx, AccountId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// As in [MailAccount], which says what each part is.
    public record NewMailAccount(Address address, String name, String imap, String smtp, String user,
            List<String> folders, Optional<String> caPem) {
        public NewMailAccount {
            folders = List.copyOf(folders);
        }
    }

    /// @param lastContact when its server last answered
    /// @param error       the last error, as a fixed word and the server's words; empty while all is well
    public record AccountState(Link link, Optional<Instant> lastContact, Optional<String> error) {
        public enum Link {
            NEVER, OFFLINE, CONNECTING, ONLINE
        }
    }
}
