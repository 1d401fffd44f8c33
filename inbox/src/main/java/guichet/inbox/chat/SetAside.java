package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingChat;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// Messages that were not believed only since their author was not known yet, or not in the room yet, and that are by now.
final class SetAside {
    private SetAside() {
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
