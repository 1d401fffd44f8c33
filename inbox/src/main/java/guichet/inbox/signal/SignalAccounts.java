package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.accounts.AccountNumbers;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The Signal accounts of a vault and how each of them fares, as every process on this vault sees it. Their numbers are of one sequence with the
/// mail accounts'. Stateless, for any thread.
public final class SignalAccounts {
    private static final String SELECT = "SELECT id, number, aci, program, data_folder, since FROM signal_account ";

    private final SignalIdentities identities;
    private final Clock clock;

    public SignalAccounts(SignalIdentities identities, Clock clock) {
        this.identities = identities;
        this.clock = clock;
    }

    /// Adds one.
    ///
    /// @param dataFolder empty: inside the vault's folder
    /// @throws VaultException CONFLICT where this number has one
    public AccountId add(Tx tx, SignalRecipient.PhoneNumber number, String program, Optional<String> dataFolder)
            throws VaultException {
        SignalIdentityId self = identities.met(tx, Optional.empty(), Optional.of(number), "", clock.instant()).id();
        AccountId id = AccountNumbers.next(tx);
        tx.insert("""
                INSERT INTO signal_account (id, number, identity, program, data_folder, since, link)
                VALUES (?, ?, ?, ?, ?, ?, 'NEVER')""", id.value(), number.e164(), self.value(), program,
                dataFolder.orElse(null), clock.instant());
        return id;
    }

    /// All of them, the oldest first.
    public List<SignalAccount> list(Tx tx) throws VaultException {
        return tx.list(SELECT + "ORDER BY id", SignalAccounts::account);
    }

    public Optional<SignalAccount> find(Tx tx, AccountId id) throws VaultException {
        return tx.one(SELECT + "WHERE id = ?", SignalAccounts::account, id.value());
    }

    /// Forgets the account; the messages that it brought stay, and so does what signal-cli keeps of it.
    ///
    /// @return false where there is no such account
    public boolean remove(Tx tx, AccountId id) throws VaultException {
        tx.update("DELETE FROM signal_spool WHERE account = ?", id.value());
        tx.update("DELETE FROM signal_program WHERE account = ?", id.value());
        return tx.update("DELETE FROM signal_account WHERE id = ?", id.value()) == 1;
    }

    /// Who this account is for Signal's service, as signal-cli says.
    public void isKnownAs(Tx tx, AccountId id, SignalRecipient.Aci aci) throws VaultException {
        Optional<SignalAccount> account = find(tx, id);
        if (account.isPresent() && !account.get().aci().equals(Optional.of(aci))) {
            SignalIdentities.Met self = identities.met(tx, Optional.of(aci), Optional.of(account.get().number()), "",
                    clock.instant());
            Conversations.absorb(tx, self);
            tx.update("UPDATE signal_account SET aci = ?, identity = ? WHERE id = ?", aci.id().toString(),
                    self.id().value(), id.value());
        }
    }

    /// Writes down how an account fares; does nothing where it is gone.
    public void report(Tx tx, AccountId id, AccountState state) throws VaultException {
        tx.update("UPDATE signal_account SET link = ?, last_contact = ?, error = ? WHERE id = ?", state.link().name(),
                state.lastContact().orElse(null), state.error().orElse(null), id.value());
    }

    public AccountState state(Tx tx, AccountId id) throws VaultException {
        return tx.one("SELECT link, last_contact, error FROM signal_account WHERE id = ?",
                row -> new AccountState(AccountState.Link.valueOf(row.text("link")), row.timeOrNone("last_contact"),
                        row.textOrNone("error")),
                id.value()).orElse(AccountState.NEVER);
    }

    /// Writes down which signal-cli serves it; does nothing where it is gone, and nothing where that is known.
    public void servedBy(Tx tx, AccountId id, String version) throws VaultException {
        tx.update("""
                INSERT INTO signal_program (account, version) SELECT id, ?2 FROM signal_account WHERE id = ?1
                ON CONFLICT (account) DO UPDATE SET version = excluded.version WHERE version <> excluded.version""",
                id.value(), version);
    }

    /// Of the signal-cli that served it last; empty where none has yet.
    public Optional<String> version(Tx tx, AccountId id) throws VaultException {
        return tx.one("SELECT version FROM signal_program WHERE account = ?", row -> row.text("version"), id.value());
    }

    /// The identity row of this account's own.
    static Optional<SignalIdentityId> self(Tx tx, AccountId id) throws VaultException {
        return tx.one("SELECT identity FROM signal_account WHERE id = ?",
                row -> new SignalIdentityId(row.number("identity")), id.value());
    }

    private static SignalAccount account(Row row) throws VaultException {
        return new SignalAccount(new AccountId(row.number("id")), new SignalRecipient.PhoneNumber(row.text("number")),
                row.textOrNone("aci").flatMap(SignalRecipient.Aci::parse), row.text("program"),
                row.textOrNone("data_folder"), row.time("since"));
    }
}
