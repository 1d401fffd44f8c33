package guichet.inbox.accounts;

import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.MailAccount;
import guichet.keystore.Address;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The mail accounts of a vault and how each of them fares, as every process on this vault sees it.
public final class Accounts {
    private static final String COLUMNS = """
            SELECT id, address, name, imap, smtp, user, ca_pem
            FROM mail_account
            """;

    public Accounts() {
    }

    /// Adds one. An address has one account at most.
    ///
    /// @param password copied; the caller still owns it
    public AccountId addMail(Tx tx, NewMailAccount account, Secret password) throws VaultException {
        byte[] secret = password.bytes();
        try {
            long id = AccountNumbers.next(tx).value();
            tx.insert("""
                    INSERT INTO mail_account (id, address, address_key, name, imap, smtp, user, password, ca_pem, link)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'NEVER')
                    """, id, account.address().value(), account.address().key(), account.name(), account.imap(),
                    account.smtp(), account.user(), secret, account.caPem().orElse(null));
            int position = 0;
            for (String folder : account.folders()) {
                tx.insert("INSERT INTO mail_folder (account, position, name) VALUES (?, ?, ?)", id, position++, folder);
            }
            return new AccountId(id);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// All of them, the oldest first.
    public List<MailAccount> mail(Tx tx) throws VaultException {
        return withFolders(tx, tx.list(COLUMNS + "ORDER BY id", Accounts::account));
    }

    public Optional<MailAccount> find(Tx tx, AccountId id) throws VaultException {
        return withFolders(tx, tx.list(COLUMNS + "WHERE id = ?", Accounts::account, id.value())).stream().findFirst();
    }

    /// The account to send from: the one of this address, else the only one.
    public Optional<MailAccount> sender(Tx tx, Address author) throws VaultException {
        List<MailAccount> all = mail(tx);
        if (all.size() == 1) {
            return Optional.of(all.getFirst());
        }
        return all.stream().filter(account -> account.address().equals(author)).findFirst();
    }

    /// A copy, which the caller closes.
    public Optional<Secret> password(Tx tx, AccountId id) throws VaultException {
        Optional<byte[]> stored = tx.one("SELECT password FROM mail_account WHERE id = ?", row -> row.bytes("password"),
                id.value());
        Optional<Secret> password = stored.map(Secret::of);
        stored.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        return password;
    }

    /// Forgets the account and its password; the messages that it brought stay.
    ///
    /// @return false where there is no such account
    public boolean remove(Tx tx, AccountId id) throws VaultException {
        tx.update("DELETE FROM mail_folder WHERE account = ?", id.value());
        tx.update("DELETE FROM mail_held_back WHERE account = ?", id.value());
        return tx.update("DELETE FROM mail_account WHERE id = ?", id.value()) == 1;
    }

    /// Writes down how an account fares; does nothing where it is gone.
    public void report(Tx tx, AccountId id, AccountState state) throws VaultException {
        tx.update("UPDATE mail_account SET link = ?, last_contact = ?, error = ? WHERE id = ?", state.link().name(),
                state.lastContact().orElse(null), state.error().orElse(null), id.value());
    }

    public AccountState state(Tx tx, AccountId id) throws VaultException {
        return tx.one("SELECT link, last_contact, error FROM mail_account WHERE id = ?",
                row -> new AccountState(AccountState.Link.valueOf(row.text("link")), row.timeOrNone("last_contact"),
                        row.textOrNone("error")),
                id.value()).orElse(AccountState.NEVER);
    }

    /// Notes a message that was passed over. Durable before anything above it is stored, it can't be forgotten.
    public void holdBack(Tx tx, AccountId id, HeldBack message) throws VaultException {
        tx.update("""
                INSERT INTO mail_held_back (account, folder, uid_validity, uid, size, why, since)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET size = excluded.size, why = excluded.why
                """, id.value(), message.folder(), message.uidValidity(), message.uid(), message.size(), message.why(),
                message.since());
    }

    /// What was passed over, by folder and UID.
    public List<HeldBack> heldBack(Tx tx, AccountId id) throws VaultException {
        return tx.list("""
                SELECT folder, uid_validity, uid, size, why, since
                FROM mail_held_back
                WHERE account = ?
                ORDER BY folder, uid_validity, uid
                """, row -> new HeldBack(row.text("folder"), row.number("uid_validity"), row.number("uid"),
                row.number("size"), row.text("why"), row.time("since")), id.value());
    }

    /// It was taken after all, or is gone from the server.
    public void letGo(Tx tx, AccountId id, HeldBack message) throws VaultException {
        tx.update("""
                DELETE FROM mail_held_back
                WHERE account = ? AND folder = ? AND uid_validity = ? AND uid = ?
                """, id.value(), message.folder(), message.uidValidity(), message.uid());
    }

    private static MailAccount account(Row row) throws VaultException {
        Address address = Address.parse(row.text("address"))
                .orElseThrow(() -> new IllegalStateException("a stored address is no address"));
        return new MailAccount(new AccountId(row.number("id")), address, row.text("name"), row.text("imap"),
                row.text("smtp"), row.text("user"), List.of(), row.textOrNone("ca_pem"));
    }

    private static List<MailAccount> withFolders(Tx tx, List<MailAccount> accounts) throws VaultException {
        List<MailAccount> whole = new ArrayList<>();
        for (MailAccount account : accounts) {
            List<String> folders = tx.list("SELECT name FROM mail_folder WHERE account = ? ORDER BY position",
                    folder -> folder.text("name"), account.id().value());
            whole.add(new MailAccount(account.id(), account.address(), account.name(), account.imap(), account.smtp(),
                    account.user(), folders, account.caPem()));
        }
        return List.copyOf(whole);
    }

    /// As in [MailAccount], which says what each part is.
    public record NewMailAccount(Address address, String name, String imap, String smtp, String user,
            List<String> folders, Optional<String> caPem) {
        public NewMailAccount {
            folders = folders.isEmpty() ? List.of("INBOX") : folders.stream().distinct().toList();
        }
    }

    /// How an account fares.
    ///
    /// @param lastContact when its server last answered
    /// @param error       the last error, as a fixed word and the server's words; empty while all is well
    public record AccountState(Link link, Optional<Instant> lastContact, Optional<String> error) {
        /// Before its first connection.
        public static final AccountState NEVER = new AccountState(Link.NEVER, Optional.empty(), Optional.empty());

        public enum Link {
            NEVER, OFFLINE, CONNECTING, ONLINE
        }
    }
}
