package guichet.inbox.chat;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;

/// What the chat keeps of a case beside its messages. For a case whose content leaves the workspace.
///
/// Everything is overwritten where it lies before it is deleted. It reaches this vault alone: what colleagues' programs keep of the room is theirs.
public final class CaseChat {
    private static final List<String> BLANKS = List.of("""
            UPDATE chat_line SET text = CAST(zeroblob(length(CAST(text AS BLOB))) AS TEXT),
              whom = CAST(zeroblob(length(CAST(whom AS BLOB))) AS TEXT),
              quoted = CAST(zeroblob(length(CAST(quoted AS BLOB))) AS TEXT) WHERE room = ?""", """
            UPDATE chat_version SET body = CAST(zeroblob(length(CAST(body AS BLOB))) AS TEXT)
            WHERE message IN (SELECT message FROM chat_line WHERE room = ?)""", """
            UPDATE chat_reaction SET emoji = CAST(zeroblob(length(CAST(emoji AS BLOB))) AS TEXT)
            WHERE message IN (SELECT message FROM chat_line WHERE room = ?)""", """
            UPDATE chat_waiting SET text = CAST(zeroblob(length(CAST(text AS BLOB))) AS TEXT) WHERE room = ?""", """
            UPDATE chat_member SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT),
              address = CAST(zeroblob(length(CAST(address AS BLOB))) AS TEXT) WHERE room = ?""", """
            UPDATE chat_room SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT) WHERE id = ?""");

    private CaseChat() {
    }

    /// Whether a room of the case is here, of now or of then.
    public static boolean hasRoom(Tx tx, CaseId id) throws VaultException {
        return tx.one("SELECT 1 FROM chat_room WHERE ? IN (case_id, past_case) LIMIT 1", _ -> true, id.value())
                .isPresent();
    }

    /// The messages of the case's rooms, of now and of then, that stand in no case: what brought reactions and changes, and what was set aside.
    public static List<MessageId> besideTheCase(Tx tx, CaseId id) throws VaultException {
        return tx.list("""
                SELECT c.message AS message FROM chat_carrier c JOIN chat_room r ON r.id = c.room
                  WHERE ?1 IN (r.case_id, r.past_case)
                UNION SELECT l.message FROM chat_line l JOIN chat_room r ON r.id = l.room
                  WHERE ?1 IN (r.case_id, r.past_case) AND l.kind = 'SET_ASIDE'
                ORDER BY 1""", row -> new MessageId(row.number("message")), id.value());
    }

    /// The room itself, and what came back of an earlier one, with its people and everything that happened in it. What was said there stays for whoever erases messages.
    public static void eraseRoom(Tx tx, CaseId id) throws VaultException {
        for (RoomId room : tx.list("SELECT id FROM chat_room WHERE ? IN (case_id, past_case)",
                row -> new RoomId(row.number("id")), id.value())) {
            for (String blank : BLANKS) {
                tx.update(blank, room.value());
            }
            tx.update("DELETE FROM chat_version WHERE message IN (SELECT message FROM chat_line WHERE room = ?)",
                    room.value());
            tx.update("DELETE FROM chat_reaction WHERE message IN (SELECT message FROM chat_line WHERE room = ?)",
                    room.value());
            tx.update("DELETE FROM chat_read WHERE message IN (SELECT message FROM chat_line WHERE room = ?)",
                    room.value());
            tx.update("DELETE FROM chat_room WHERE id = ?", room.value());
        }
    }
}
