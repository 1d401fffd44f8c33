package guichet.inbox.archive;

import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the messages of a case have beside the rest because staff said them in its room: who said each, what was put to it, and the room with its people and
/// everything that happened there. Rooms are numbered by this bag, people are named by their keys. The room's name on the wire is not told: what comes back is no
/// room that anybody could write to.
final class ChatPart {
    private final Tx tx;
    private final BagLanguage language;
    private final Map<Long, Integer> rooms = new LinkedHashMap<>();
    private final Map<Long, Map<String, String>> names = new HashMap<>();

    ChatPart(Tx tx, String caseId, BagLanguage language) throws VaultException {
        this.tx = tx;
        this.language = language;
        for (long room : tx.list("SELECT id FROM chat_room WHERE ? IN (case_id, past_case) ORDER BY made, id",
                row -> row.number("id"), caseId)) {
            rooms.put(room, rooms.size() + 1);
            Map<String, String> people = new HashMap<>();
            tx.list("SELECT key, name, address FROM chat_member WHERE room = ?", row -> people.put(row.text("key"),
                    row.text("name").isBlank() ? row.text("address") : row.text("name")), room);
            names.put(room, people);
        }
    }

    /// Of one message; empty where it was said in no room of the case.
    Optional<JsonMap> of(long message) throws VaultException {
        Optional<Long> room = roomOf(message);
        if (room.isEmpty()) {
            return Optional.empty();
        }
        JsonMap json = tx.one("""
                SELECT author, time, mention, text, quoted, edited, deleted FROM chat_line
                WHERE message = ? AND kind = 'SAID'""", row -> line(row, rooms.getOrDefault(room.get(), 0)), message)
                .orElseThrow();
        return Optional.of(json
                .objects("versions", tx.list("SELECT time, body FROM chat_version WHERE message = ? ORDER BY time",
                        row -> new JsonMap().put("time", row.time("time")).put("text", row.text("body")), message))
                .objects("reactions", tx.list(
                        "SELECT author, emoji, time FROM chat_reaction WHERE message = ? ORDER BY time, author",
                        row -> new JsonMap().put("author", row.text("author")).put("emoji", row.text("emoji"))
                                .put("time", row.time("time")),
                        message))
                .objects("readBy", tx.list("SELECT reader, time FROM chat_read WHERE message = ? ORDER BY time, reader",
                        row -> new JsonMap().put("reader", row.text("reader")).put("time", row.time("time")),
                        message)));
    }

    private Optional<Long> roomOf(long message) throws VaultException {
        return tx.one("SELECT room FROM chat_line WHERE message = ? AND kind = 'SAID'", row -> row.number("room"),
                message).filter(rooms::containsKey);
    }

    private static JsonMap line(Row row, int room) throws VaultException {
        return new JsonMap().put("room", room).put("author", row.text("author")).put("time", row.time("time"))
                .flag("mention", row.flag("mention")).put("quote", row.text("text"))
                .putText("quoted", row.textOrNone("quoted")).putTime("edited", row.timeOrNone("edited"))
                .putTime("deleted", row.timeOrNone("deleted"));
    }

    List<JsonMap> rooms() throws VaultException {
        List<JsonMap> all = new ArrayList<>();
        for (Map.Entry<Long, Integer> room : rooms.entrySet()) {
            all.add(tx.one("SELECT name, name_time, made FROM chat_room WHERE id = ?",
                    row -> new JsonMap().put("n", room.getValue()).put("name", row.text("name"))
                            .put("named", second(row, "name_time")).put("made", row.time("made")),
                    room.getKey()).orElseThrow()
                    .objects("members", tx.list("""
                            SELECT key, address, name, added, removed FROM chat_member WHERE room = ? ORDER BY key""",
                            row -> new JsonMap().put("key", row.text("key")).put("address", row.text("address"))
                                    .put("name", row.text("name")).put("added", second(row, "added"))
                                    .put("removed", second(row, "removed")),
                            room.getKey()))
                    .objects("events", tx.list("""
                            SELECT time, what, author, whom, text FROM chat_line
                            WHERE room = ? AND kind = 'HAPPENED' ORDER BY time, id""",
                            row -> new JsonMap().put("time", row.time("time")).put("what", row.text("what"))
                                    .putText("by", row.textOrNone("author")).putText("whom", row.textOrNone("whom"))
                                    .put("text", row.text("text")),
                            room.getKey())));
        }
        return all;
    }

    private static Instant second(Row row, String column) throws VaultException {
        return Instant.ofEpochSecond(row.number(column));
    }

    /// What a transcript says of a message beside its text.
    List<String> marks(long message) throws VaultException {
        Optional<Long> room = roomOf(message);
        List<String> marks = new ArrayList<>();
        if (room.isEmpty()) {
            return marks;
        }
        tx.list("SELECT 1 FROM chat_line WHERE message = ? AND deleted IS NOT NULL", _ -> "message.deleted", message)
                .forEach(key -> marks.add(language.say(key)));
        tx.list("SELECT text FROM chat_line WHERE message = ? AND text <> ''", row -> row.text("text"), message)
                .forEach(text -> marks.add(language.say("message.quote", text)));
        tx.list("SELECT body FROM chat_version WHERE message = ? ORDER BY time", row -> row.text("body"), message)
                .forEach(text -> marks.add(language.say("message.earlier", text)));
        tx.list("""
                SELECT author, emoji FROM chat_reaction WHERE message = ? AND emoji <> '' ORDER BY time, author""",
                row -> row.text("emoji") + "  " + name(room.get(), row.text("author")), message)
                .forEach(reaction -> marks.add(language.say("message.reaction", reaction)));
        return marks;
    }

    /// The rooms as a transcript tells them, after the messages.
    void tell(Transcript transcript) throws VaultException {
        for (long room : rooms.keySet()) {
            String name = tx.one("SELECT name FROM chat_room WHERE id = ?", row -> row.text("name"), room)
                    .orElseThrow();
            List<String> lines = new ArrayList<>(tx.list("""
                    SELECT key, address FROM chat_member WHERE room = ? AND added >= removed ORDER BY key""",
                    row -> language.say("room.member",
                            name(room, row.text("key")) + " <" + row.text("address") + ">"),
                    room));
            lines.addAll(tx.list("""
                    SELECT time, what, author, whom, text FROM chat_line
                    WHERE room = ? AND kind = 'HAPPENED' ORDER BY time, id""", row -> happened(room, row), room));
            transcript.add(language.say("room.title", name), lines);
        }
    }

    private String happened(long room, Row row) throws VaultException {
        String by = row.textOrNone("author").map(key -> name(room, key)).orElse("");
        String about = row.textOrNone("whom").map(key -> name(room, key)).orElse(row.text("text"));
        String said = language.say("room." + row.text("what"), about);
        return language.time(row.time("time")) + "  " + (by.isEmpty() ? said : by + " : " + said);
    }

    private String name(long room, String key) {
        return names.getOrDefault(room, Map.of()).getOrDefault(key, key);
    }
}
