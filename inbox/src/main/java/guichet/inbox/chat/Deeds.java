package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingChat;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.Reading;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people do to messages that are there: reactions, other words, taking back, receipts. What comes before its message waits for it.
final class Deeds {
    private static final int MOST_WAITING = 1_000;

    private final IncomingChat store;
    private final Journal journal;

    Deeds(IncomingChat store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    /// Whether the same author said something by this Message-ID in the room before: the same came in another wrapping.
    boolean isThere(Tx tx, RoomRow room, Fingerprint author, Optional<String> wireId) throws VaultException {
        if (wireId.isEmpty()) {
            return false;
        }
        for (MessageId id : store.named(tx, wireId.get())) {
            if (author(tx, room.id(), id).filter(author::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    void apply(Tx tx, RoomRow room, Fingerprint author, Act act, Reading reading, Instant sent) throws VaultException {
        switch (act) {
            case Act.Reaction() -> {
                for (String target : reading.messageIds().inReplyTo()) {
                    to(tx, room, target, new Deed(Kind.REACTION, author, sent, emoji(reading.body())));
                }
            }
            case Act.Edit(String target) -> to(tx, room, target,
                    new Deed(Kind.EDIT, author, sent, ChatText.readEdit(reading.body())));
            case Act.Delete(List<String> targets) -> {
                for (String target : targets) {
                    to(tx, room, target, new Deed(Kind.DELETION, author, sent, ""));
                }
            }
            case Act.Receipt(List<String> targets) -> {
                for (String target : targets) {
                    read(tx, target, author, sent);
                }
            }
            case Act.Words(),Act.WordsBefore _,Act.Added _,Act.Removed _,Act.Renamed _,Act.Other() -> {
            }
        }
    }

    /// What waited for a message that has come now.
    void catchUp(Tx tx, RoomRow room, Fingerprint author, MessageId message, Optional<String> wireId)
            throws VaultException {
        if (wireId.isEmpty()) {
            return;
        }
        List<Deed> waited = tx.list("""
                SELECT kind, author, time, text FROM chat_waiting
                WHERE room = ? AND target = ? AND kind <> 'WORDS' ORDER BY time, id""",
                row -> new Deed(Kind.valueOf(row.text("kind")), new Fingerprint(row.text("author")),
                        row.time("time"), row.text("text")),
                room.id().value(), wireId.get());
        for (Deed deed : waited) {
            done(tx, message, author, deed);
        }
        tx.update("DELETE FROM chat_waiting WHERE room = ? AND target = ? AND kind <> 'WORDS'", room.id().value(),
                wireId.get());
    }

    /// What somebody does to an earlier message.
    record Deed(Kind kind, Fingerprint author, Instant time, String text) {
    }

    enum Kind {
        REACTION, EDIT, DELETION
    }

    private void to(Tx tx, RoomRow room, String target, Deed deed) throws VaultException {
        for (MessageId id : store.named(tx, target)) {
            Optional<Fingerprint> said = author(tx, room.id(), id);
            if (said.isPresent()) {
                done(tx, id, said.get(), deed);
                return;
            }
        }
        long waiting = tx.one("SELECT count(*) AS n FROM chat_waiting WHERE room = ?", row -> row.number("n"),
                room.id().value()).orElse(0L);
        if (waiting < MOST_WAITING && target.length() <= 250) {
            tx.update("""
                    INSERT INTO chat_waiting (room, target, kind, author, time, text) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""", room.id().value(), target, deed.kind().name(), deed.author().hex(),
                    deed.time(), deed.text());
        }
        if (deed.kind() == Kind.DELETION) {
            for (MessageId words : Halves.waiting(tx, room, deed.author(), target)) {
                delete(tx, words, deed);
            }
        }
    }

    /// Does it, where its author may: words are changed and taken back by whoever said them.
    void done(Tx tx, MessageId id, Fingerprint said, Deed deed) throws VaultException {
        switch (deed.kind()) {
            case REACTION -> tx.update("""
                    INSERT INTO chat_reaction (message, author, emoji, time) VALUES (?, ?, ?, ?)
                    ON CONFLICT (message, author) DO UPDATE SET emoji = excluded.emoji, time = excluded.time
                      WHERE excluded.time >= time""", id.value(), deed.author().hex(), deed.text(), deed.time());
            case EDIT -> {
                if (said.equals(deed.author())) {
                    edit(tx, id, deed);
                }
            }
            case DELETION -> {
                if (said.equals(deed.author())) {
                    delete(tx, id, deed);
                }
            }
        }
    }

    private void edit(Tx tx, MessageId id, Deed deed) throws VaultException {
        boolean newer = tx.one("""
                SELECT 1 FROM chat_line WHERE message = ? AND deleted IS NULL AND ifnull(edited, 0) < ?""", _ -> true,
                id.value(), deed.time()).isPresent();
        if (!newer || deed.text().isBlank()) {
            return;
        }
        tx.update("""
                INSERT INTO chat_version (message, time, body)
                SELECT l.message, ifnull(l.edited, l.time), b.body FROM chat_line l
                  JOIN message_body b ON b.message = l.message WHERE l.message = ? ON CONFLICT DO NOTHING""",
                id.value());
        store.reword(tx, id, deed.text());
        tx.update("UPDATE chat_line SET edited = ? WHERE message = ?", deed.time(), id.value());
    }

    private void delete(Tx tx, MessageId id, Deed deed) throws VaultException {
        if (tx.update("UPDATE chat_line SET deleted = ?, text = '', mention = 0 WHERE message = ? AND deleted IS NULL",
                deed.time(), id.value()) == 0) {
            return;
        }
        store.erase(tx, id);
        tx.update("DELETE FROM chat_version WHERE message = ?", id.value());
        tx.update("DELETE FROM chat_reaction WHERE message = ?", id.value());
        journal.append(tx, JournalKind.MESSAGE_DELETED_BY_SENDER,
                Payload.by(Actor.PROGRAM).over(Channel.CHAT).saying("erased"));
    }

    private void read(Tx tx, String target, Fingerprint reader, Instant when) throws VaultException {
        for (MessageId id : store.named(tx, target)) {
            boolean theirRoom = tx.one("""
                    SELECT 1 FROM chat_line l JOIN chat_member c ON c.room = l.room AND c.key = ?2
                      JOIN chat_room r ON r.id = l.room AND r.past_case IS NULL
                    WHERE l.message = ?1 AND l.kind = 'SAID'""", _ -> true, id.value(), reader.hex()).isPresent();
            if (theirRoom) {
                tx.update("INSERT INTO chat_read (message, reader, time) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        id.value(), reader.hex(), when);
            }
        }
    }

    private static Optional<Fingerprint> author(Tx tx, RoomId room, MessageId id) throws VaultException {
        return tx.one("SELECT author FROM chat_line WHERE message = ? AND room = ? AND kind = 'SAID'",
                row -> new Fingerprint(row.text("author")), id.value(), room.value());
    }

    /// As much of it as can be one.
    private static String emoji(String body) {
        String line = body.strip().lines().findFirst().orElse("");
        return line.length() > 64 ? "" : line;
    }
}
