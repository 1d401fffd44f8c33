package guichet.inbox.signal;

import guichet.crypto.Digests;
import guichet.inbox.MessageId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The notifications as they came.
final class EnvelopeLog {
    private static final byte[] NO_BYTES = {};

    private EnvelopeLog() {
    }

    /// One that was not understood.
    @SuppressWarnings("ArrayRecordComponent") // read once and never compared
    record Unread(long id, long account, Instant received, Optional<MessageId> message, byte[] raw) {
    }

    static byte[] digest(byte[] raw) {
        return Digests.sha256(raw);
    }

    /// Whether this very line was not understood before. What was understood is known by its name.
    static boolean has(Tx tx, byte[] digest) throws VaultException {
        return tx.one("SELECT 1 FROM signal_envelope WHERE digest = ?", _ -> true, digest).isPresent();
    }

    /// What was understood. One whose words were erased here keeps none.
    static void keep(Tx tx, long account, Instant received, byte[] raw, int reader, Optional<MessageId> message)
            throws VaultException {
        tx.update("""
                INSERT INTO signal_envelope (account, received, reader, understood, message, raw)
                VALUES (?1, ?2, ?3, 1, ?4,
                  iif(EXISTS (SELECT 1 FROM signal_message WHERE message = ?4 AND erased IS NOT NULL), ?5, ?6))""",
                account, received, reader, message.map(MessageId::value).orElse(null), NO_BYTES, raw);
    }

    static void keepUnread(Tx tx, long account, Instant received, byte[] raw, byte[] digest, int reader,
            MessageId message) throws VaultException {
        tx.update("""
                INSERT INTO signal_envelope (account, received, digest, reader, understood, message, raw)
                VALUES (?, ?, ?, ?, 0, ?, ?)""", account, received, digest, reader, message.value(), raw);
    }

    /// Those that only older readers than this have looked at.
    static List<Unread> unread(Tx tx, int reader, int most) throws VaultException {
        return tx.list("""
                SELECT id, account, received, message, raw FROM signal_envelope
                WHERE understood = 0 AND reader < ? ORDER BY id LIMIT ?""",
                row -> new Unread(row.number("id"), row.number("account"), row.time("received"),
                        row.numberOrNone("message").map(MessageId::new), row.bytes("raw")),
                reader, most);
    }

    static void stillUnread(Tx tx, Unread envelope, int reader) throws VaultException {
        tx.update("UPDATE signal_envelope SET reader = ? WHERE id = ?", reader, envelope.id());
    }

    static void remove(Tx tx, Unread envelope) throws VaultException {
        tx.update("DELETE FROM signal_envelope WHERE id = ?", envelope.id());
    }
}
