package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.MessageId;
import guichet.inbox.chat.RoomLine.Mention;
import guichet.inbox.chat.RoomLine.What;
import guichet.inbox.chat.RoomLine.Why;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.Optional;

/// The lines of rooms, as they are written.
final class LineTable {
    private static final int LONGEST_CLAIM = 300;

    private LineTable() {
    }

    /// @param quoted the Message-ID of what it answers
    record Words(MessageId message, Fingerprint author, Instant time, Optional<String> quoted,
            Optional<String> quote, Mention mention) {
    }

    static void said(Tx tx, RoomId room, Words words) throws VaultException {
        tx.insert("""
                INSERT INTO chat_line (room, time, kind, message, author, text, quoted, mention)
                VALUES (?, ?, 'SAID', ?, ?, ?, ?, ?)""", room.value(), words.time(), words.message().value(),
                words.author().hex(), words.quote().orElse(""), words.quoted().orElse(null),
                words.mention() == Mention.YES);
    }

    static void happened(Tx tx, RoomId room, Instant time, What what, Optional<Fingerprint> by,
            Optional<Fingerprint> whom, String text) throws VaultException {
        tx.insert("""
                INSERT INTO chat_line (room, time, kind, what, author, whom, text, mention)
                VALUES (?, ?, 'HAPPENED', ?, ?, ?, ?, 0)""", room.value(), time, what.name(),
                by.map(Fingerprint::hex).orElse(null), whom.map(Fingerprint::hex).orElse(null), text);
    }

    /// @param words   with a quote, be it an empty one, where it says something that may be believed later
    /// @param claimed whose it says it is
    static void setAside(Tx tx, Optional<RoomId> room, Words words, Why why, Optional<Fingerprint> signer,
            String claimed) throws VaultException {
        tx.insert("""
                INSERT INTO chat_line (room, time, kind, what, message, author, whom, text, quoted, mention)
                VALUES (?, ?, 'SET_ASIDE', ?, ?, ?, ?, ?, ?, ?)""", room.map(RoomId::value).orElse(null),
                words.time(), why.name(), words.message().value(), signer.map(Fingerprint::hex).orElse(null),
                words.quote().orElse(null), claimed.length() > LONGEST_CLAIM
                        ? claimed.substring(0, LONGEST_CLAIM)
                        : claimed,
                words.quoted().orElse(null), words.mention() == Mention.YES);
    }

    /// What was set aside is read again: it is told anew.
    static void forgetAside(Tx tx, MessageId message) throws VaultException {
        tx.update("DELETE FROM chat_line WHERE message = ? AND kind = 'SET_ASIDE'", message.value());
    }

    /// What was set aside is believed after all.
    static void believe(Tx tx, MessageId message) throws VaultException {
        tx.update("""
                UPDATE chat_line SET kind = 'SAID', what = NULL, text = ifnull(whom, ''), whom = NULL
                WHERE message = ? AND kind = 'SET_ASIDE'""", message.value());
        tx.update("""
                UPDATE chat_room SET last = max(ifnull(last, 0), (SELECT time FROM chat_line WHERE message = ?1))
                WHERE id = (SELECT room FROM chat_line WHERE message = ?1)""", message.value());
    }

    /// What brought something to a room, and says nothing itself.
    static void carried(Tx tx, RoomId room, MessageId message, String what) throws VaultException {
        tx.insert("INSERT INTO chat_carrier (message, room, what) VALUES (?, ?, ?)", message.value(), room.value(),
                what);
    }
}
