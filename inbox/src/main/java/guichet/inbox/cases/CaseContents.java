package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.List;

/// Takes a case's messages out of the tables and the index for good.
///
/// Everything is overwritten where it lies before it is deleted: when SQLite moves what is left of a page together, what it moves is
/// zeros. Out of the index's pages it is only after [#leaveNoTracesInIndex], out of the log after [guichet.keystore.vault.Vault#emptyLog()].
public final class CaseContents {
    /// In place, since the length stays.
    private static final List<String> BLANKS = List.of("""
            UPDATE message SET
              from_name = CAST(zeroblob(length(CAST(from_name AS BLOB))) AS TEXT),
              from_address = CAST(zeroblob(length(CAST(from_address AS BLOB))) AS TEXT),
              subject = CAST(zeroblob(length(CAST(subject AS BLOB))) AS TEXT),
              snippet = CAST(zeroblob(length(CAST(snippet AS BLOB))) AS TEXT),
              thread = CAST(zeroblob(length(CAST(thread AS BLOB))) AS TEXT),
              wire_id = CAST(zeroblob(length(CAST(wire_id AS BLOB))) AS TEXT),
              signed_content = CAST(zeroblob(length(CAST(signed_content AS BLOB))) AS TEXT),
              signer_user_id = CAST(zeroblob(length(CAST(signer_user_id AS BLOB))) AS TEXT)
            WHERE id = ?""", """
            UPDATE message_body SET body = CAST(zeroblob(length(CAST(body AS BLOB))) AS TEXT) WHERE message = ?""", """
            UPDATE message_raw SET raw = zeroblob(length(raw)), session_key = zeroblob(length(session_key))
            WHERE message = ?""", """
            UPDATE message_recipient SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT),
              address = CAST(zeroblob(length(CAST(address AS BLOB))) AS TEXT) WHERE message = ?""", """
            UPDATE message_identity SET wire_id = CAST(zeroblob(length(CAST(wire_id AS BLOB))) AS TEXT),
              identity = randomblob(length(identity)) WHERE message = ?""", """
            UPDATE message_reference SET wire_id = CAST(zeroblob(length(CAST(wire_id AS BLOB))) AS TEXT)
            WHERE message = ?""", """
            UPDATE message_attachment SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT),
              type = CAST(zeroblob(length(CAST(type AS BLOB))) AS TEXT),
              sha256 = CAST(zeroblob(length(CAST(sha256 AS BLOB))) AS TEXT), content = zeroblob(length(content))
            WHERE message = ?""", """
            UPDATE long_piece SET bytes = zeroblob(length(bytes))
            WHERE content IN (SELECT id FROM long_content WHERE message = ?)""", """
            UPDATE long_content SET sha256 = CAST(zeroblob(length(CAST(sha256 AS BLOB))) AS TEXT)
            WHERE message = ?""");

    public CaseContents() {
    }

    /// The oldest first.
    public List<MessageId> messages(Tx tx, CaseId id) throws VaultException {
        return tx.list("SELECT id FROM message WHERE case_id = ? ORDER BY id", row -> new MessageId(row.number("id")),
                id.toString());
    }

    /// Those that are there, with all that hangs on them.
    ///
    /// @return those that were there
    public List<MessageId> erase(Tx tx, List<MessageId> messages) throws VaultException {
        List<MessageId> there = new ArrayList<>();
        for (MessageId id : messages) {
            if (tx.one("SELECT 1 FROM message WHERE id = ?", _ -> true, id.value()).isPresent()) {
                there.add(id);
                MessageWriter.unindex(tx, id.value());
            }
        }
        for (String blank : BLANKS) {
            for (MessageId id : there) {
                tx.update(blank, id.value());
            }
        }
        for (MessageId id : there) {
            tx.update("DELETE FROM message WHERE id = ?", id.value());
        }
        return there;
    }

    /// Mail and Signal messages of the case are in no case again.
    public void putBack(Tx tx, CaseId id) throws VaultException {
        tx.update("""
                UPDATE message SET case_id = NULL, filed_by = 'PERSON'
                WHERE case_id = ? AND channel NOT IN ('NOTE', 'CONTACT')""", id.toString());
    }

    /// How many attachments a message has.
    public int attachments(Tx tx, MessageId id) throws VaultException {
        return MessageParts.attachments(tx, id.value()).size();
    }

    /// What the case is called is content, too.
    public void untitle(Tx tx, CaseId id) throws VaultException {
        tx.update("UPDATE inbox_case SET title = CAST(zeroblob(length(CAST(title AS BLOB))) AS TEXT) WHERE id = ?",
                id.toString());
        tx.update("UPDATE inbox_case SET title = '' WHERE id = ?", id.toString());
    }

    /// The case itself, with the links to its contacts. Its messages have to be gone.
    public void remove(Tx tx, CaseId id) throws VaultException {
        tx.update("UPDATE inbox_case SET title = CAST(zeroblob(length(CAST(title AS BLOB))) AS TEXT) WHERE id = ?",
                id.toString());
        tx.update("DELETE FROM inbox_case WHERE id = ?", id.toString());
    }

    /// Writes the index anew without what was taken out. A second for a hundred thousand messages.
    public void leaveNoTracesInIndex(Tx tx) throws VaultException {
        tx.update("INSERT INTO message_index (message_index) VALUES ('optimize')");
    }
}
