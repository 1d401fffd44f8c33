package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingChat;
import guichet.inbox.chat.RoomLine.Why;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// Messages that were not believed only since they could not be opened, or their author was not known yet, or not in the room yet.
final class SetAside {
    private SetAside() {
    }

    /// Those that could be read better than they were: by a key that has come since, or since the key that signed them has been pinned. What is not believed for any
    /// other reason never is.
    ///
    /// @param openers names all keys that open mail now
    /// @param signers names all keys that signatures are checked with now
    static List<MessageId> waitingFor(Tx tx, String openers, String signers) throws VaultException {
        return tx.list("""
                SELECT m.id AS id FROM chat_line l JOIN message m ON m.id = l.message
                WHERE l.kind = 'SET_ASIDE' AND (m.waits_for_key = 1 AND m.judged_with NOT IN (?, ?)
                  OR l.what IN ('NOT_STAFF', 'FOREIGN_KEY') AND l.author IN (SELECT key FROM chat_staff))
                ORDER BY m.id""", row -> new MessageId(row.number("id")), openers, signers);
    }

    /// Empty where it was believed, or is there no more.
    static Optional<Why> why(Tx tx, MessageId message) throws VaultException {
        return tx.one("SELECT what FROM chat_line WHERE message = ? AND kind = 'SET_ASIDE'",
                row -> Why.valueOf(row.text("what")), message.value());
    }

    private record Waiting(MessageId message, Optional<CaseId> caseId) {
    }

    /// Of somebody who signed them, and is pinned and in the room now.
    static void believe(Tx tx, IncomingChat store, Fingerprint signer) throws VaultException {
        List<Waiting> waiting = tx.list("""
                SELECT l.message AS message, r.case_id AS case_id FROM chat_line l
                  JOIN chat_room r ON r.id = l.room
                  JOIN chat_member m ON m.room = l.room AND m.key = l.author AND m.added >= m.removed
                  JOIN chat_staff s ON s.key = l.author
                WHERE l.kind = 'SET_ASIDE' AND l.what IN ('NOT_STAFF', 'NOT_A_MEMBER') AND l.author = ?
                  AND l.whom IS NOT NULL AND m.removed = 0""",
                row -> new Waiting(new MessageId(row.number("message")), row.textOrNone("case_id").map(CaseId::new)),
                signer.hex());
        for (Waiting each : waiting) {
            LineTable.believe(tx, each.message());
            store.show(tx, each.message(), each.caseId());
        }
    }
}
