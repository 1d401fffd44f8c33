package guichet.inbox.endings;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.endings.Destruction.What;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.EnumMap;
import java.util.Map;

/// How many of what lie in a case's intermediate archive, which is not read for a certificate of destruction.
final class ArchiveCounts {
    /// To be called while the messages are still in the workspace.
    void count(Tx tx, CaseId id) throws VaultException {
        Map<What, Integer> counts = new EnumMap<>(What.class);
        tx.list("SELECT channel, count(*) AS n FROM message WHERE case_id = ? GROUP BY channel",
                row -> counts.put(What.of(Channel.valueOf(row.text("channel"))), (int) row.number("n")) == null,
                id.toString());
        tx.one("""
                SELECT count(*) AS n FROM message_attachment
                WHERE message IN (SELECT id FROM message WHERE case_id = ?)""",
                row -> counts.put(What.ATTACHMENTS, (int) row.number("n")) == null, id.toString());
        for (Map.Entry<What, Integer> one : counts.entrySet()) {
            tx.update("INSERT INTO case_archive_count (case_id, what, n) VALUES (?, ?, ?)", id.toString(),
                    one.getKey().name(), one.getValue());
        }
    }

    Map<What, Integer> of(Tx tx, CaseId id) throws VaultException {
        Map<What, Integer> counts = new EnumMap<>(What.class);
        tx.list("SELECT what, n FROM case_archive_count WHERE case_id = ?",
                row -> counts.put(What.valueOf(row.text("what")), (int) row.number("n")) == null, id.toString());
        return counts;
    }

    void forget(Tx tx, CaseId id) throws VaultException {
        tx.update("DELETE FROM case_archive_count WHERE case_id = ?", id.toString());
    }
}
