package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which messages on Signal their authors are to be told of once they were read here. Only what came in, to us alone, while that was turned
/// on: what came before never is, nor what is brought back from an archive or read again after an upgrade. Stateless, for any thread.
public final class ReadReceipts {
    private final Settings settings;

    public ReadReceipts(Settings settings) {
        this.settings = settings;
    }

    /// A message that was read, and whose author does not know yet.
    ///
    /// @param sent       in the version that is shown
    /// @param identityKey by which it came
    public record Owed(MessageId message, SignalIdentityId author, Instant sent, Optional<String> identityKey) {
    }

    /// The setting was changed: whatever came until now is never told.
    public void begin(Tx tx) throws VaultException {
        tx.update("DELETE FROM signal_receipt");
    }

    /// These came right now.
    void came(Tx tx, List<MessageId> stored) throws VaultException {
        if (stored.isEmpty() || !settings.yes(tx, Setting.SIGNAL_READ_RECEIPTS)) {
            return;
        }
        for (MessageId id : stored) {
            tx.update("""
                    INSERT INTO signal_receipt (message)
                    SELECT s.message FROM signal_message s
                      JOIN signal_conversation c ON c.id = s.conversation JOIN message m ON m.id = s.message
                    WHERE s.message = ? AND c.group_id IS NULL AND m.direction = 'IN'
                      AND s.kind IN ('TEXT', 'VIEW_ONCE', 'STICKER', 'CONTACT_CARD')""", id.value());
        }
    }

    /// Those accounts by which somebody has to be told something.
    public List<AccountId> accounts(Tx tx) throws VaultException {
        return tx.list("SELECT DISTINCT s.account AS account " + READ + "ORDER BY s.account",
                row -> new AccountId(row.number("account")));
    }

    /// What was read of an account's messages and has not been told, oldest first. What waits for its author's safety number to be seen waits here, too.
    public List<Owed> owed(Tx tx, AccountId account) throws VaultException {
        return tx.list(
                "SELECT s.message, s.author, s.revision, s.identity_key " + READ
                        + "AND s.account = ? ORDER BY s.message",
                row -> new Owed(new MessageId(row.number("message")), new SignalIdentityId(row.number("author")),
                        row.time("revision"), row.textOrNone("identity_key")),
                account.value());
    }

    /// Their authors know, or never will.
    public void forget(Tx tx, List<MessageId> messages) throws VaultException {
        for (MessageId id : messages) {
            tx.update("DELETE FROM signal_receipt WHERE message = ?", id.value());
        }
    }

    /// What was forgotten was surely not told: it is owed again, where the message is still here and telling is still turned on.
    public void remember(Tx tx, List<MessageId> messages) throws VaultException {
        if (settings.yes(tx, Setting.SIGNAL_READ_RECEIPTS)) {
            for (MessageId id : messages) {
                tx.update("""
                        INSERT INTO signal_receipt (message) SELECT message FROM signal_message WHERE message = ?
                        ON CONFLICT DO NOTHING""", id.value());
            }
        }
    }

    private static final String READ = """
            FROM signal_receipt r JOIN signal_message s ON s.message = r.message JOIN message m ON m.id = r.message
            WHERE m.is_read = 1 AND s.waits = 0
            """;
}
