package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The rooms of a vault, for reading. What changes one leaves by [guichet.inbox.gate.ChatGate]. Stateless, for any thread.
public final class Rooms {
    /// The most lines of one page.
    public static final int LARGEST_PAGE = 500;

    private final Stops stops;

    public Rooms(Keyring keyring) {
        this.stops = new Stops(keyring);
    }

    /// The team's first, then those where something was said last.
    public List<Room> list(Tx tx) throws VaultException {
        List<Room> rooms = new ArrayList<>();
        for (RoomId id : tx.list("SELECT id FROM chat_room ORDER BY kind <> 'TEAM', ifnull(last, made) DESC, id DESC",
                row -> new RoomId(row.number("id")))) {
            rooms.add(find(tx, id).orElseThrow());
        }
        return List.copyOf(rooms);
    }

    public Optional<Room> find(Tx tx, RoomId id) throws VaultException {
        Optional<RoomRow> row = RoomTable.find(tx, id);
        return row.isEmpty() ? Optional.empty() : Optional.of(room(tx, row.get()));
    }

    public Optional<Room> team(Tx tx) throws VaultException {
        Optional<RoomId> id = RoomTable.team(tx);
        return id.isEmpty() ? Optional.empty() : find(tx, id.get());
    }

    public Optional<Room> ofCase(Tx tx, CaseId id) throws VaultException {
        Optional<RoomId> room = RoomTable.ofCase(tx, id);
        return room.isEmpty() ? Optional.empty() : find(tx, room.get());
    }

    /// The room of then of a case that came back: to be read.
    public Optional<Room> ofPastCase(Tx tx, CaseId id) throws VaultException {
        Optional<RoomId> room = RoomTable.ofPastCase(tx, id);
        return room.isEmpty() ? Optional.empty() : find(tx, room.get());
    }

    /// The conversation of one of our seats with one colleague.
    public Optional<Room> direct(Tx tx, ChatAccount ours, Fingerprint colleague) throws VaultException {
        Optional<RoomRow> row = RoomTable.direct(tx, ours.key(), colleague);
        return row.isEmpty() ? Optional.empty() : Optional.of(room(tx, row.get()));
    }

    /// Where a message was said; empty where it was not said in a room, or is not believed there.
    public Optional<RoomId> of(Tx tx, MessageId id) throws VaultException {
        return tx.one("SELECT room FROM chat_line WHERE message = ? AND kind = 'SAID'",
                row -> new RoomId(row.number("room")), id.value());
    }

    /// Ours first, then by name.
    public List<Member> members(Tx tx, RoomId id) throws VaultException {
        Optional<RoomRow> row = RoomTable.find(tx, id);
        if (row.isEmpty()) {
            return List.of();
        }
        var people = new RoomPage(tx, row.get());
        List<Member> members = new ArrayList<>();
        for (Fingerprint key : row.get().roster().members()) {
            members.add(people.member(key));
        }
        members.sort(Comparator.comparing(Member::whose).thenComparing(Member::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(member -> member.key().hex()));
        return List.copyOf(members);
    }

    /// The last lines before that one, or the last of all: in their order, the newest at the end.
    ///
    /// @param n at most [#LARGEST_PAGE]
    public List<RoomLine> page(Tx tx, RoomId id, Optional<LineId> before, int n) throws VaultException {
        Optional<RoomRow> row = RoomTable.find(tx, id);
        return row.isEmpty() || n <= 0
                ? List.of()
                : new RoomPage(tx, row.get()).lines(before, Math.min(n, LARGEST_PAGE));
    }

    /// Messages that claim to be chat of a colleague's and belong to no room of ours, the newest first.
    public List<RoomLine.SetAside> setAside(Tx tx, int limit) throws VaultException {
        return tx.list("""
                SELECT id, time, what, message, text FROM chat_line WHERE room IS NULL AND kind = 'SET_ASIDE'
                ORDER BY time DESC, id DESC LIMIT ?""",
                row -> new RoomLine.SetAside(new LineId(row.number("id")), new MessageId(row.number("message")),
                        row.time("time"), RoomLine.Why.valueOf(row.text("what")), row.text("text")),
                limit);
    }

    /// Whatever was said there up to now counts as read.
    public void markRead(Tx tx, RoomId id) throws VaultException {
        if (tx.one("SELECT unread FROM chat_room WHERE id = ?", row -> row.number("unread"), id.value())
                .orElse(0L) > 0) {
            tx.update("""
                    UPDATE message SET is_read = 1 WHERE is_read = 0 AND channel = 'CHAT'
                      AND id IN (SELECT message FROM chat_line WHERE room = ? AND kind = 'SAID')""", id.value());
        }
    }

    public ChatCounts counts(Tx tx) throws VaultException {
        return tx.one("""
                SELECT ifnull(sum(unread), 0) AS unread, ifnull(sum(mentions), 0) AS mentions,
                  ifnull(sum(stopped), 0) AS stopped FROM chat_room""",
                row -> new ChatCounts(Math.toIntExact(row.number("unread")), Math.toIntExact(row.number("mentions")),
                        Math.toIntExact(row.number("stopped"))))
                .orElseThrow();
    }

    private Room room(Tx tx, RoomRow room) throws VaultException {
        Counted counted = tx.one("SELECT unread, mentions, last FROM chat_room WHERE id = ?",
                row -> new Counted(Math.toIntExact(row.number("unread")), Math.toIntExact(row.number("mentions")),
                        row.timeOrNone("last")),
                room.id().value()).orElseThrow();
        List<Fingerprint> members = room.roster().members();
        return new Room(room.id(), room.kind(), name(tx, room), room.caseId(), state(tx, room), members.size(),
                counted.unread(), counted.mentions(), counted.last());
    }

    private record Counted(int unread, int mentions, Optional<Instant> last) {
    }

    private static String name(Tx tx, RoomRow room) throws VaultException {
        if (room.kind() != RoomKind.DIRECT) {
            return room.roster().name().text();
        }
        var people = new RoomPage(tx, room);
        Optional<String> peer = tx.one("SELECT peer FROM chat_room WHERE id = ?", row -> row.text("peer"),
                room.id().value());
        Member member = people.member(new Fingerprint(peer.orElseThrow()));
        return member.name().isBlank() ? member.address().value() : member.name();
    }

    private RoomState state(Tx tx, RoomRow room) throws VaultException {
        if (room.isPast()) {
            return new RoomState.Past();
        }
        boolean oneOfUs = false;
        for (Fingerprint key : room.roster().members()) {
            oneOfUs |= SeatTable.find(tx, key).isPresent();
        }
        if (!oneOfUs) {
            return new RoomState.Left();
        }
        List<Stop> found = stops.of(tx, room);
        return found.isEmpty() ? new RoomState.Open() : new RoomState.Stopped(found);
    }
}
