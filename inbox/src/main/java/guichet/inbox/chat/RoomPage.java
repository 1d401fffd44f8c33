package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.Attachment;
import guichet.inbox.MessageId;
import guichet.inbox.chat.RoomLine.Delivery;
import guichet.inbox.chat.RoomLine.Delivery.State;
import guichet.inbox.chat.RoomLine.Happened;
import guichet.inbox.chat.RoomLine.Mention;
import guichet.inbox.chat.RoomLine.Quote;
import guichet.inbox.chat.RoomLine.Reaction;
import guichet.inbox.chat.RoomLine.Said;
import guichet.inbox.chat.RoomLine.What;
import guichet.inbox.chat.RoomLine.Why;
import guichet.inbox.chat.Roster.Seat;
import guichet.keystore.Address;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lines of one page of a room. Touches nothing that is not on it.
final class RoomPage {
    private static final String COLUMNS = """
            SELECT l.id AS id, l.time AS time, l.kind AS kind, l.what AS what, l.message AS message, l.author AS author,
              l.whom AS whom, l.text AS text, l.quoted AS quoted, l.edited AS edited, l.deleted AS deleted,
              l.mention AS mention, m.direction AS direction, b.body AS body,
              (SELECT o.state FROM outbox o WHERE o.message = l.message ORDER BY o.id DESC LIMIT 1) AS state
            FROM chat_line l LEFT JOIN message m ON m.id = l.message LEFT JOIN message_body b ON b.message = l.message
            """;
    private static final String LAST = COLUMNS + "WHERE l.room = ? ORDER BY l.time DESC, l.id DESC LIMIT ?";
    private static final String BEFORE = COLUMNS + """
            WHERE l.room = ? AND (l.time, l.id) < (SELECT time, id FROM chat_line WHERE id = ?)
            ORDER BY l.time DESC, l.id DESC LIMIT ?""";

    private final Tx tx;
    private final RoomRow room;
    private final Map<Fingerprint, Member> known = new HashMap<>();

    RoomPage(Tx tx, RoomRow room) {
        this.tx = tx;
        this.room = room;
    }

    List<RoomLine> lines(Optional<LineId> before, int n) throws VaultException {
        List<Stored> stored = before.isEmpty()
                ? tx.list(LAST, RoomPage::stored, room.id().value(), n)
                : tx.list(BEFORE, RoomPage::stored, room.id().value(), before.get().value(), n);
        List<RoomLine> lines = new ArrayList<>();
        for (Stored one : stored.reversed()) {
            lines.add(line(one));
        }
        return lines;
    }

    private RoomLine line(Stored line) throws VaultException {
        return switch (line.kind()) {
            case "SAID" -> said(line);
            case "HAPPENED" -> new Happened(line.id(), line.time(), What.valueOf(line.what()), person(line.author()),
                    person(line.whom()), line.text());
            case "SET_ASIDE" -> new RoomLine.SetAside(line.id(), line.message().orElseThrow(), line.time(),
                    Why.valueOf(line.what()), line.text());
            default -> throw new IllegalStateException("a line that is none");
        };
    }

    private Said said(Stored line) throws VaultException {
        MessageId id = line.message().orElseThrow();
        Optional<Quote> quote = line.text().isEmpty()
                ? Optional.empty()
                : Optional.of(new Quote(line.text(), quoted(line)));
        return new Said(line.id(), id, member(new Fingerprint(line.author().orElseThrow())), line.time(), line.body(),
                attachments(id), line.deleted().isPresent() ? Optional.empty() : quote, reactions(id), line.edited(),
                line.deleted(), delivery(line, id), line.mention());
    }

    private Optional<MessageId> quoted(Stored line) throws VaultException {
        return line.quoted().isEmpty()
                ? Optional.empty()
                : tx.list("""
                        SELECT l.message AS message FROM message_identity i JOIN chat_line l ON l.message = i.message
                        WHERE i.wire_id = ? AND l.room = ? LIMIT 1""", row -> new MessageId(row.number("message")),
                        line.quoted().get(), room.id().value()).stream().findFirst();
    }

    private List<Attachment> attachments(MessageId id) throws VaultException {
        return tx.list("SELECT n, name, type, size, sha256 FROM message_attachment WHERE message = ? ORDER BY n",
                row -> new Attachment(Math.toIntExact(row.number("n")), row.text("name"), row.text("type"),
                        row.number("size"), row.text("sha256")),
                id.value());
    }

    private List<Reaction> reactions(MessageId id) throws VaultException {
        List<Reaction> all = new ArrayList<>();
        for (Put put : tx.list("""
                SELECT author, emoji FROM chat_reaction WHERE message = ? AND emoji <> '' ORDER BY time, author""",
                row -> new Put(new Fingerprint(row.text("author")), row.text("emoji")), id.value())) {
            all.add(new Reaction(member(put.author()), put.emoji()));
        }
        return all;
    }

    private record Put(Fingerprint author, String emoji) {
    }

    private Delivery delivery(Stored line, MessageId id) throws VaultException {
        if (!line.isOurs()) {
            return new Delivery(State.RECEIVED, List.of());
        }
        List<Member> readBy = new ArrayList<>();
        for (String reader : tx.list("SELECT reader FROM chat_read WHERE message = ? ORDER BY time, reader",
                row -> row.text("reader"), id.value())) {
            readBy.add(member(new Fingerprint(reader)));
        }
        return new Delivery(readBy.isEmpty() ? state(line.state().orElse("")) : State.READ, readBy);
    }

    /// In the outbox's words.
    private static State state(String stored) {
        return switch (stored) {
            case "COUNTING", "WAITING", "CONNECTING", "SENDING" -> State.QUEUED;
            case "HELD" -> State.HELD;
            case "FAILED" -> State.FAILED;
            case "UNKNOWN" -> State.UNKNOWN;
            case "WITHDRAWN" -> State.WITHDRAWN;
            default -> State.SENT;
        };
    }

    private Optional<Member> person(Optional<String> key) throws VaultException {
        return key.isEmpty() ? Optional.empty() : Optional.of(member(new Fingerprint(key.get())));
    }

    /// Whoever it is: ours, pinned, or as the room's list has them.
    Member member(Fingerprint key) throws VaultException {
        Member there = known.get(key);
        if (there == null) {
            there = look(key);
            known.put(key, there);
        }
        return there;
    }

    private Member look(Fingerprint key) throws VaultException {
        Optional<ChatAccount> ours = SeatTable.find(tx, key);
        if (ours.isPresent()) {
            return new Member(ours.get().address(), key, ours.get().name(), Member.Whose.OURS);
        }
        Optional<Colleague> pinned = StaffTable.find(tx, key);
        if (pinned.isPresent()) {
            return new Member(pinned.get().address(), key, pinned.get().name(), Member.Whose.COLLEAGUE);
        }
        Optional<Seat> seat = Optional.ofNullable(room.roster().seats().get(key));
        return new Member(seat.map(Seat::address).orElse(NOBODY), key, seat.map(Seat::name).orElse(""),
                Member.Whose.NOBODYS);
    }

    private static final Address NOBODY = new Address("unknown@invalid");

    private static Stored stored(Row row) throws VaultException {
        return new Stored(new LineId(row.number("id")), row.time("time"), row.text("kind"),
                row.textOrNone("what").orElse(""), row.numberOrNone("message").map(MessageId::new),
                row.textOrNone("author"), row.textOrNone("whom"), row.text("text"), row.textOrNone("quoted"),
                row.timeOrNone("edited"), row.timeOrNone("deleted"), row.flag("mention") ? Mention.YES : Mention.NO,
                row.textOrNone("direction").filter("OUT"::equals).isPresent(), row.textOrNone("body").orElse(""),
                row.textOrNone("state"));
    }

    private record Stored(LineId id, Instant time, String kind, String what, Optional<MessageId> message,
            Optional<String> author, Optional<String> whom, String text, Optional<String> quoted,
            Optional<Instant> edited, Optional<Instant> deleted, Mention mention, boolean isOurs, String body,
            Optional<String> state) {
    }
}
