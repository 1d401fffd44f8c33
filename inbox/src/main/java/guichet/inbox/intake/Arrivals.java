package guichet.inbox.intake;

import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.OptionalLong;

/// Where on which server each message was found. Stateless, for any thread.
public final class Arrivals {
    public Arrivals() {
    }

    /// The highest UID stored of a folder, as long as its UIDVALIDITY is this one: what lies above is new. Empty where none is stored.
    public OptionalLong highestUid(Tx tx, AccountId account, String folder, long uidValidity) throws VaultException {
        return tx.one("""
                SELECT uid FROM arrival WHERE account = ? AND folder = ? AND uid_validity = ?
                ORDER BY uid DESC LIMIT 1""", row -> OptionalLong.of(row.number("uid")), account.value(), folder,
                uidValidity).orElse(OptionalLong.empty());
    }

    /// For an account that is removed: its messages stay.
    public void forget(Tx tx, AccountId account) throws VaultException {
        tx.update("DELETE FROM arrival WHERE account = ?", account.value());
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
