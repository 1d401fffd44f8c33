package guichet.inbox.intake;

import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.OptionalLong;

/// Where on which server each message was found. Stateless, for any thread.
public final class Arrivals {
    public Arrivals() {
    }

    /// The highest UID stored of a folder, as long as its UIDVALIDITY is this one: what lies above is new. Empty where none is stored.
    public OptionalLong highestUid(Tx tx, AccountId account, String folder, long uidValidity) throws VaultException {
        return tx.one("""
                SELECT max(uid) AS uid FROM (
                  SELECT max(uid) AS uid FROM arrival WHERE account = ?1 AND folder = ?2 AND uid_validity = ?3
                  UNION ALL
                  SELECT uid FROM arrival_mark WHERE account = ?1 AND folder = ?2 AND uid_validity = ?3)""",
                row -> row.numberOrNone("uid"), account.value(), folder, uidValidity).flatMap(uid -> uid)
                .map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /// For an account that is removed: its messages stay.
    public void forget(Tx tx, AccountId account) throws VaultException {
        tx.update("DELETE FROM arrival WHERE account = ?", account.value());
        tx.update("DELETE FROM arrival_mark WHERE account = ?", account.value());
    }

    /// Where one message was found.
    public List<Arrival.Server> of(Tx tx, MessageId id) throws VaultException {
        return tx.list("SELECT account, folder, uid_validity, uid FROM arrival WHERE message = ?",
                row -> new Arrival.Server(new AccountId(row.number("account")), row.text("folder"),
                        row.number("uid_validity"), row.number("uid")),
                id.value());
    }

    /// What was found there is about to be forgotten, and is not to be fetched again.
    public void mark(Tx tx, Arrival.Server arrival) throws VaultException {
        tx.update("""
                INSERT INTO arrival_mark (account, folder, uid_validity, uid) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET uid = max(uid, excluded.uid)""", arrival.account().value(), arrival.folder(),
                arrival.uidValidity(), arrival.uid());
    }

    static void add(Tx tx, Arrival arrival, MessageId id) throws VaultException {
        switch (arrival) {
            case Arrival.Server(AccountId account, String folder, long uidValidity, long uid) -> tx.update("""
                    INSERT INTO arrival (account, folder, uid_validity, uid, message) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""", account.value(), folder, uidValidity, uid, id.value());
            case Arrival.Imported() -> {
            }
        }
    }
}
