package guichet.inbox.signal;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What Signal's tables keep of a case. For a case that ends.
public final class CaseSignals {
    private static final String ELSEWHERE = """
            SELECT 1 FROM signal_message WHERE author = ?1 OR identity = ?1
            UNION ALL SELECT 1 FROM signal_event WHERE author = ?1 OR target_author = ?1
            UNION ALL SELECT 1 FROM signal_name WHERE author = ?1
            UNION ALL SELECT 1 FROM signal_conversation WHERE one = ?1 OR other = ?1
            UNION ALL SELECT 1 FROM signal_account WHERE identity = ?1
            UNION ALL SELECT 1 FROM outbox_identity WHERE identity = ?1
            LIMIT 1""";

    public CaseSignals() {
    }

    /// The conversations that a case's messages were said in, or that are linked to it.
    public Set<Long> conversations(Tx tx, CaseId id) throws VaultException {
        return new HashSet<>(tx.list("""
                SELECT conversation FROM signal_message
                WHERE message IN (SELECT id FROM message WHERE case_id = ?1)
                UNION SELECT id FROM signal_conversation WHERE case_id = ?1""", row -> row.number("conversation"),
                id.toString()));
    }

    /// Whoever said something in it, or was written to; our own accounts not among them.
    public Set<Long> people(Tx tx, CaseId id) throws VaultException {
        return new HashSet<>(tx.list("""
                SELECT author AS who FROM signal_message WHERE message IN (SELECT id FROM message WHERE case_id = ?1)
                UNION SELECT identity FROM signal_message
                  WHERE identity IS NOT NULL AND message IN (SELECT id FROM message WHERE case_id = ?1)
                UNION SELECT id FROM signal_identity
                  WHERE contact IN (SELECT contact FROM case_contact WHERE case_id = ?1)
                EXCEPT SELECT identity FROM signal_account""", row -> row.number("who"), id.toString()));
    }

    /// Everything beside the messages themselves; to be called before they are deleted.
    public void erase(Tx tx, List<MessageId> messages) throws VaultException {
        for (MessageId id : messages) {
            tx.update("""
                    UPDATE signal_version SET body = CAST(zeroblob(length(CAST(body AS BLOB))) AS TEXT)
                    WHERE message = ?""", id.value());
            tx.update("""
                    UPDATE signal_event SET text = CAST(zeroblob(length(CAST(text AS BLOB))) AS TEXT)
                    WHERE source = ?1 OR target = ?1""", id.value());
            tx.update("""
                    UPDATE signal_missing SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT)
                    WHERE message = ?""", id.value());
            tx.update("UPDATE signal_envelope SET raw = zeroblob(length(raw)) WHERE message = ?", id.value());
            tx.update("DELETE FROM signal_envelope WHERE message = ?", id.value());
        }
    }

    /// A conversation in which nothing is said any more goes with all that refers to it; one that other cases share stays, and is linked to
    /// this case no more.
    public void leave(Tx tx, CaseId id, Set<Long> conversations) throws VaultException {
        tx.update("UPDATE signal_conversation SET case_id = NULL WHERE case_id = ?", id.toString());
        for (long conversation : conversations) {
            if (tx.one("SELECT 1 FROM signal_message WHERE conversation = ? LIMIT 1", _ -> true, conversation)
                    .isPresent()) {
                continue;
            }
            tx.update("""
                    UPDATE signal_event SET text = CAST(zeroblob(length(CAST(text AS BLOB))) AS TEXT)
                    WHERE conversation = ?""", conversation);
            tx.update("DELETE FROM signal_event WHERE conversation = ?", conversation);
            tx.update("DELETE FROM signal_name WHERE conversation = ?", conversation);
            tx.update("""
                    UPDATE signal_conversation SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT)
                    WHERE id = ?""", conversation);
            tx.update("DELETE FROM signal_conversation WHERE id = ?", conversation);
        }
    }

    /// Whether anything but a contact refers to a person on Signal.
    public boolean isKnownElsewhere(Tx tx, long identity) throws VaultException {
        return tx.one(ELSEWHERE, _ -> true, identity).isPresent();
    }
}
