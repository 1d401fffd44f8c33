package guichet.inbox.archive;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.cases.IncomingChat;
import guichet.inbox.chat.RoomLine;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The room of a case out of a bag: to be read, and closed for good. It has no name on the wire, so nothing that comes is said in it, and the gate lets nothing out
/// of it. Nobody is pinned, trusted or written to for having been in it.
final class RevivedChat {
    private final Tx tx;
    private final Map<Long, Long> rooms = new HashMap<>();

    RevivedChat(Tx tx) {
        this.tx = tx;
    }

    /// Everybody who was in them, and what happened there. To be called before any message is.
    void rooms(CaseId id, Bag bag) throws VaultException, BadBag {
        for (JsonMap room : bag.root().objects("chatRooms")) {
            long here = tx.insert("""
                    INSERT INTO chat_room (kind, past_case, name, name_time, made) VALUES ('CASE', ?, ?, ?, ?)""",
                    id.value(), room.text("name"), second(room, "named"), room.time("made"));
            if (rooms.put(room.number("n"), here) != null) {
                throw JsonMap.bad();
            }
            for (JsonMap member : room.objects("members")) {
                tx.update("""
                        INSERT INTO chat_member (room, key, address, name, added, removed) VALUES (?, ?, ?, ?, ?, ?)""",
                        here, key(member, "key"),
                        Address.parse(member.text("address")).orElseThrow(JsonMap::bad).value(),
                        member.text("name"), second(member, "added"), second(member, "removed"));
            }
            for (JsonMap event : room.objects("events")) {
                tx.insert("""
                        INSERT INTO chat_line (room, time, kind, what, author, whom, text, mention)
                        VALUES (?, ?, 'HAPPENED', ?, ?, ?, ?, 0)""", here, event.time("time"),
                        RevivedRows.constant(RoomLine.What.class, event.text("what")).name(),
                        event.textOrNone("by").isEmpty() ? null : key(event, "by"),
                        event.textOrNone("whom").isEmpty() ? null : key(event, "whom"), event.text("text"));
            }
        }
    }

    /// @param message of the bag
    String thread(JsonMap message) throws BadBag {
        return message.objectOrNone("chat").isEmpty()
                ? message.text("thread")
                : IncomingChat.threadOf(room(message.object("chat")));
    }

    void message(long id, JsonMap part) throws VaultException, BadBag {
        tx.insert("""
                INSERT INTO chat_line (room, time, kind, message, author, text, quoted, edited, deleted, mention)
                VALUES (?, ?, 'SAID', ?, ?, ?, ?, ?, ?, ?)""", room(part), part.time("time"), id, key(part, "author"),
                part.text("quote"), part.textOrNone("quoted").orElse(null), part.timeOrNone("edited").orElse(null),
                part.timeOrNone("deleted").orElse(null), part.flag("mention"));
        for (JsonMap version : part.objects("versions")) {
            tx.update("INSERT INTO chat_version (message, time, body) VALUES (?, ?, ?)", id, version.time("time"),
                    version.text("text"));
        }
        for (JsonMap reaction : part.objects("reactions")) {
            tx.update("INSERT INTO chat_reaction (message, author, emoji, time) VALUES (?, ?, ?, ?)", id,
                    key(reaction, "author"), reaction.text("emoji"), reaction.time("time"));
        }
        for (JsonMap read : part.objects("readBy")) {
            tx.update("INSERT INTO chat_read (message, reader, time) VALUES (?, ?, ?)", id, key(read, "reader"),
                    read.time("time"));
        }
    }

    private long room(JsonMap part) throws BadBag {
        Long here = rooms.get(part.number("room"));
        if (here == null) {
            throw JsonMap.bad();
        }
        return here;
    }

    private static String key(JsonMap json, String name) throws BadBag {
        return new Fingerprint(json.text(name)).hex();
    }

    private static long second(JsonMap json, String name) throws BadBag {
        Instant time = json.time(name);
        return time.getEpochSecond();
    }
}
