package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.chat.Roster.RoomName;
import guichet.inbox.chat.Roster.Seat;
import guichet.keystore.Address;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The rooms' rows and their lists of people.
final class RoomTable {
    private static final String COLUMNS = """
            SELECT id, kind, group_id, ifnull(case_id, past_case) AS case_id, name, name_time, timer FROM chat_room
            """;

    private RoomTable() {
    }

    static Optional<RoomRow> find(Tx tx, RoomId id) throws VaultException {
        return tx.one(COLUMNS + "WHERE id = ?", row -> room(tx, row), id.value());
    }

    static Optional<RoomRow> byGroup(Tx tx, String group) throws VaultException {
        return tx.one(COLUMNS + "WHERE group_id = ?", row -> room(tx, row), group);
    }

    static Optional<RoomRow> direct(Tx tx, Fingerprint seat, Fingerprint peer) throws VaultException {
        return tx.one(COLUMNS + "WHERE seat = ? AND peer = ?", row -> room(tx, row), seat.hex(), peer.hex());
    }

    /// The direct conversation with somebody, whoever of us it is with.
    static Optional<RoomId> withPeer(Tx tx, Fingerprint peer) throws VaultException {
        return tx.list("SELECT id FROM chat_room WHERE peer = ? ORDER BY id LIMIT 1",
                row -> new RoomId(row.number("id")), peer.hex()).stream().findFirst();
    }

    static Optional<RoomId> team(Tx tx) throws VaultException {
        return tx.one("SELECT id FROM chat_room WHERE kind = 'TEAM'", row -> new RoomId(row.number("id")));
    }

    static Optional<RoomId> ofCase(Tx tx, CaseId id) throws VaultException {
        return tx.one("SELECT id FROM chat_room WHERE case_id = ?", row -> new RoomId(row.number("id")), id.value());
    }

    /// The room that came back with a case.
    static Optional<RoomId> ofPastCase(Tx tx, CaseId id) throws VaultException {
        return tx.list("SELECT id FROM chat_room WHERE past_case = ? ORDER BY id DESC LIMIT 1",
                row -> new RoomId(row.number("id")), id.value()).stream().findFirst();
    }

    /// Where somebody's key stands in the list, in or out.
    static List<RoomId> with(Tx tx, Fingerprint key) throws VaultException {
        return tx.list("SELECT room FROM chat_member WHERE key = ? ORDER BY room",
                row -> new RoomId(row.number("room")), key.hex());
    }

    static RoomRow make(Tx tx, RoomKind kind, String group, Optional<CaseId> caseId, Roster roster, Instant now)
            throws VaultException {
        var id = new RoomId(tx.insert("""
                INSERT INTO chat_room (kind, group_id, case_id, name, name_time, made) VALUES (?, ?, ?, ?, ?, ?)""",
                kind.name(), group, caseId.map(CaseId::value).orElse(null), roster.name().text(),
                roster.name().time(), now));
        write(tx, id, roster);
        return new RoomRow(id, kind, Optional.of(group), caseId, roster, OptionalLong.empty());
    }

    static RoomRow makeDirect(Tx tx, Fingerprint seat, Fingerprint peer, Roster roster, Instant now)
            throws VaultException {
        var id = new RoomId(tx.insert("""
                INSERT INTO chat_room (kind, seat, peer, name, name_time, made) VALUES ('DIRECT', ?, ?, '', 0, ?)""",
                seat.hex(), peer.hex(), now));
        write(tx, id, roster);
        return new RoomRow(id, RoomKind.DIRECT, Optional.empty(), Optional.empty(), roster, OptionalLong.empty());
    }

    static void write(Tx tx, RoomId id, Roster roster) throws VaultException {
        tx.update("UPDATE chat_room SET name = ?, name_time = ? WHERE id = ?", roster.name().text(),
                roster.name().time(), id.value());
        for (Map.Entry<Fingerprint, Seat> each : roster.seats().entrySet()) {
            Seat seat = each.getValue();
            tx.update("""
                    INSERT INTO chat_member (room, key, address, name, added, removed) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (room, key) DO UPDATE SET address = excluded.address, name = excluded.name,
                      added = excluded.added, removed = excluded.removed""", id.value(), each.getKey().hex(),
                    seat.address().value(), seat.name(), seat.added(), seat.removed());
        }
    }

    /// As the latest message of the room has it.
    static void timer(Tx tx, RoomId id, OptionalLong seconds, Instant said) throws VaultException {
        tx.update("UPDATE chat_room SET timer = ?, timer_set = ? WHERE id = ? AND timer_set <= ?", seconds.orElse(0),
                said, id.value(), said);
    }

    static Roster roster(Tx tx, RoomId id, RoomName name) throws VaultException {
        Map<Fingerprint, Seat> seats = new HashMap<>();
        tx.list("SELECT key, address, name, added, removed FROM chat_member WHERE room = ?",
                row -> seats.put(new Fingerprint(row.text("key")), new Seat(new Address(row.text("address")),
                        row.text("name"), row.number("added"), row.number("removed"))),
                id.value());
        return new Roster(name, seats);
    }

    private static RoomRow room(Tx tx, Row row) throws VaultException {
        var id = new RoomId(row.number("id"));
        long timer = row.number("timer");
        return new RoomRow(id, RoomKind.valueOf(row.text("kind")), row.textOrNone("group_id"),
                row.textOrNone("case_id").map(CaseId::new),
                roster(tx, id, new RoomName(row.text("name"), row.number("name_time"))),
                timer > 0 ? OptionalLong.of(timer) : OptionalLong.empty());
    }
}
