package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingChat;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// A phone sends a large file in two mails: its words first, and then the file by the Message-ID that the first one announced. They come in any order, and are one
/// message: the second one, where the first stood. What the first waits under is `chat_waiting` of kind `WORDS`, which holds its number.
final class Halves {
    private static final String KIND = "WORDS";

    private final IncomingChat store;

    Halves(IncomingChat store) {
        this.store = store;
    }

    /// The words are shown, and the file is waited for.
    ///
    /// @param whole the Message-ID that the file will have
    void announced(Tx tx, RoomRow room, Fingerprint author, MessageId words, String whole) throws VaultException {
        for (MessageId file : store.named(tx, whole)) {
            if (isSaidBy(tx, room, file, author)) {
                join(tx, room, words, file);
                return;
            }
        }
        tx.update("""
                INSERT INTO chat_waiting (room, target, kind, author, time, text)
                SELECT ?1, ?2, ?3, ?4, l.time, ?5 FROM chat_line l WHERE l.message = ?6
                  AND (SELECT count(*) FROM chat_waiting WHERE room = ?1) < 1000
                ON CONFLICT DO NOTHING""", room.id().value(), whole, KIND, author.hex(), words.toString(),
                words.value());
    }

    /// The file is there.
    void came(Tx tx, RoomRow room, Fingerprint author, MessageId file, Optional<String> wireId) throws VaultException {
        if (wireId.isEmpty()) {
            return;
        }
        List<MessageId> waiting = waiting(tx, room, author, wireId.get());
        tx.update("DELETE FROM chat_waiting WHERE room = ? AND target = ? AND kind = ?", room.id().value(),
                wireId.get(), KIND);
        for (MessageId words : waiting) {
            if (isSaidBy(tx, room, words, author)) {
                join(tx, room, words, file);
            }
        }
    }

    /// The words that somebody said of a file that is not there yet.
    static List<MessageId> waiting(Tx tx, RoomRow room, Fingerprint author, String whole) throws VaultException {
        return tx.list("SELECT text FROM chat_waiting WHERE room = ? AND target = ? AND kind = ? AND author = ?",
                row -> new MessageId(Long.parseLong(row.text("text"))), room.id().value(), whole, KIND,
                author.hex());
    }

    private static boolean isSaidBy(Tx tx, RoomRow room, MessageId message, Fingerprint author) throws VaultException {
        return tx.one("SELECT 1 FROM chat_line WHERE message = ? AND room = ? AND kind = 'SAID' AND author = ?",
                _ -> true, message.value(), room.id().value(), author.hex()).isPresent();
    }

    /// The words move to the message that has the file, unless it says something itself or was taken back.
    private void join(Tx tx, RoomRow room, MessageId words, MessageId file) throws VaultException {
        boolean mute = tx.one("""
                SELECT 1 FROM message_body b JOIN chat_line l ON l.message = b.message
                WHERE b.message = ? AND b.body = '' AND l.deleted IS NULL AND l.edited IS NULL""", _ -> true,
                file.value()).isPresent();
        if (mute) {
            store.reword(tx, file, tx.one("SELECT body FROM message_body WHERE message = ?", row -> row.text("body"),
                    words.value()).orElse(""));
            tx.update("""
                    UPDATE chat_room SET mentions = mentions + 1 WHERE id = ?1
                      AND EXISTS (SELECT 1 FROM chat_line WHERE message = ?2 AND mention = 1)
                      AND EXISTS (SELECT 1 FROM message WHERE id = ?3 AND is_read = 0)""", room.id().value(),
                    words.value(), file.value());
            tx.update("""
                    UPDATE chat_line SET (text, quoted, mention) =
                      (SELECT text, quoted, mention FROM chat_line WHERE message = ?1) WHERE message = ?2""",
                    words.value(), file.value());
        }
        tx.update("""
                UPDATE chat_line SET time = min(time, (SELECT time FROM chat_line WHERE message = ?1))
                WHERE message = ?2""", words.value(), file.value());
        store.hide(tx, words);
        store.erase(tx, words);
        store.file(tx, words, Optional.empty());
        tx.update("DELETE FROM chat_line WHERE message = ?", words.value());
        LineTable.carried(tx, room.id(), words, KIND);
    }
}
