package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.cases.Cases;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.RoomKeeping;
import guichet.inbox.chat.RoomKind;
import guichet.inbox.chat.RoomRow;
import guichet.inbox.chat.Rooms;
import guichet.inbox.chat.Roster;
import guichet.inbox.chat.StaffList;
import guichet.inbox.gate.ChatRefusal.Why;
import guichet.inbox.journal.Actor;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rooms made, renamed, joined and left, each change with the message that tells it, in the caller's transaction.
final class RoomChanges {
    private static final int LONGEST_NAME = 100;
    private static final int GROUP_BYTES = 18;

    private final ChatFooting footing;
    private final RoomKeeping keeping;
    private final ChatDeparture departure;
    private final Cases cases;
    private final Clock clock;
    private final SecureRandom random;
    private final Rooms rooms;
    private final ChatAccounts seats = new ChatAccounts();
    private final StaffList staff = new StaffList();

    RoomChanges(ChatFooting footing, RoomKeeping keeping, Rooms rooms, ChatDeparture departure, Cases cases,
            Clock clock, SecureRandom random) {
        this.footing = footing;
        this.keeping = keeping;
        this.rooms = rooms;
        this.departure = departure;
        this.cases = cases;
        this.clock = clock;
        this.random = random;
    }

    ChatChanged create(Tx tx, NewRoom room, Actor by) throws VaultException {
        Optional<ChatAccount> seat = footing.seat(tx, by.person());
        if (seat.isEmpty()) {
            return ChatChanged.refused(ChatRefusal.of(Why.NO_SEAT));
        }
        return switch (room) {
            case NewRoom.Team(String name, List<Fingerprint> members) -> rooms.team(tx).isPresent()
                    ? ChatChanged.refused(ChatRefusal.of(Why.ROOM_EXISTS))
                    : made(tx, RoomKind.TEAM, name, Optional.empty(), members, seat.get(), by);
            case NewRoom.OfCase(CaseId id, String name, List<Fingerprint> members) -> {
                if (cases.find(tx, id).isEmpty()) {
                    yield ChatChanged.refused(ChatRefusal.of(Why.NO_SUCH_CASE));
                }
                yield rooms.ofCase(tx, id).isPresent()
                        ? ChatChanged.refused(ChatRefusal.of(Why.ROOM_EXISTS))
                        : made(tx, RoomKind.CASE, name, Optional.of(id), members, seat.get(), by);
            }
            case NewRoom.Group(String name, List<Fingerprint> members) ->
                made(tx, RoomKind.GROUP, name, Optional.empty(), members, seat.get(), by);
            case NewRoom.Direct(Fingerprint colleague) -> direct(tx, colleague, seat.get(), by);
        };
    }

    private ChatChanged direct(Tx tx, Fingerprint colleague, ChatAccount seat, Actor by) throws VaultException {
        Optional<ChatRefusal> refusal = footing.outsider(tx, colleague);
        if (refusal.isPresent()) {
            return ChatChanged.refused(refusal.get());
        }
        Optional<RoomRow> there = keeping.direct(tx, seat.key(), colleague);
        return new ChatChanged.Done(there.isPresent()
                ? there.get().id()
                : keeping.makeDirect(tx, seat, staff.find(tx, colleague).orElseThrow(), by).id());
    }

    private ChatChanged made(Tx tx, RoomKind kind, String name, Optional<CaseId> caseId, List<Fingerprint> members,
            ChatAccount seat, Actor by) throws VaultException {
        if (!isName(name)) {
            return ChatChanged.refused(ChatRefusal.of(Why.BAD_NAME));
        }
        long now = clock.instant().getEpochSecond();
        Roster roster = Roster.named(name.strip(), now).with(seat.key(), seat.address(), seat.name(), now);
        List<ChatRefusal> refusals = new ArrayList<>();
        Set<Fingerprint> others = new LinkedHashSet<>(members);
        others.remove(seat.key());
        for (Fingerprint member : others) {
            Optional<ChatAccount> ours = seats.find(tx, member);
            Optional<ChatRefusal> refusal = ours.isPresent() ? Optional.empty() : footing.outsider(tx, member);
            if (refusal.isPresent()) {
                refusals.add(refusal.get());
            } else {
                roster = with(tx, roster, member, now);
            }
        }
        if (!refusals.isEmpty()) {
            return new ChatChanged.Refused(refusals);
        }
        byte[] unique = new byte[GROUP_BYTES];
        random.nextBytes(unique);
        RoomRow room = keeping.make(tx, kind, Base64.getUrlEncoder().withoutPadding().encodeToString(unique), caseId,
                roster, seat.key(), by);
        if (!others.isEmpty()) {
            Fingerprint first = others.iterator().next();
            departure.queue(tx, seat, by.person(), room,
                    new ChatMatter.Added(first, roster.seat(first).address()));
        }
        return new ChatChanged.Done(room.id());
    }

    ChatChanged serve(Tx tx, RoomId id, Purpose purpose, Actor by) throws VaultException {
        Optional<RoomRow> room = keeping.find(tx, id);
        if (room.isEmpty()) {
            return ChatChanged.refused(ChatRefusal.of(Why.NO_SUCH_ROOM));
        }
        if (room.get().kind() == RoomKind.DIRECT || room.get().isPast()) {
            return ChatChanged.refused(
                    ChatRefusal.of(room.get().isPast() ? Why.PAST_ROOM : Why.NOT_POSSIBLE));
        }
        Optional<Why> why = switch (purpose) {
            case Purpose.Team() -> isAnother(rooms.team(tx), id);
            case Purpose.OfCase(CaseId caseId) -> cases.find(tx, caseId).isEmpty()
                    ? Optional.of(Why.NO_SUCH_CASE)
                    : isAnother(rooms.ofCase(tx, caseId), id);
            case Purpose.Group() -> Optional.empty();
        };
        if (why.isPresent()) {
            return ChatChanged.refused(ChatRefusal.of(why.get()));
        }
        switch (purpose) {
            case Purpose.Team() -> keeping.serves(tx, room.get(), RoomKind.TEAM, Optional.empty(), by);
            case Purpose.OfCase(CaseId caseId) ->
                keeping.serves(tx, room.get(), RoomKind.CASE, Optional.of(caseId), by);
            case Purpose.Group() -> keeping.serves(tx, room.get(), RoomKind.GROUP, Optional.empty(), by);
        }
        return new ChatChanged.Done(id);
    }

    private static Optional<Why> isAnother(Optional<Room> there, RoomId id) {
        return there.filter(room -> !room.id().equals(id)).map(_ -> Why.ROOM_EXISTS);
    }

    ChatChanged change(Tx tx, RoomId id, ChatChange change, Actor by) throws VaultException {
        Optional<RoomRow> found = keeping.find(tx, id);
        Optional<ChatAccount> seat = footing.seat(tx, by.person());
        Optional<ChatRefusal> standing = footing.standing(tx, found, seat);
        if (standing.isPresent()) {
            return ChatChanged.refused(standing.get());
        }
        RoomRow room = found.orElseThrow();
        if (room.kind() == RoomKind.DIRECT) {
            return ChatChanged.refused(ChatRefusal.of(Why.NOT_POSSIBLE));
        }
        return switch (change) {
            case ChatChange.Rename(String name) -> rename(tx, room, name, seat.orElseThrow(), by);
            case ChatChange.Add(Fingerprint colleague) -> add(tx, room, colleague, seat.orElseThrow(), by);
            case ChatChange.Remove(Fingerprint member) -> remove(tx, room, member, seat.orElseThrow(), by);
            case ChatChange.Leave() -> remove(tx, room, seat.orElseThrow().key(), seat.orElseThrow(), by);
        };
    }

    private ChatChanged rename(Tx tx, RoomRow room, String name, ChatAccount seat, Actor by) throws VaultException {
        List<ChatRefusal> inTheWay = footing.inTheWay(tx, room);
        if (!isName(name) || !inTheWay.isEmpty()) {
            return isName(name) ? new ChatChanged.Refused(inTheWay) : ChatChanged.refused(ChatRefusal.of(Why.BAD_NAME));
        }
        Instant now = clock.instant();
        String before = room.roster().name().text();
        if (before.equals(name.strip())) {
            return new ChatChanged.Done(room.id());
        }
        RoomRow renamed = keeping.become(tx, room, room.roster().renamed(name.strip(), now.getEpochSecond()),
                seat.key(), now, by);
        if (isHeard(renamed, seat)) {
            departure.queue(tx, seat, by.person(), renamed, new ChatMatter.Renamed(before));
        }
        return new ChatChanged.Done(room.id());
    }

    private ChatChanged add(Tx tx, RoomRow room, Fingerprint member, ChatAccount seat, Actor by)
            throws VaultException {
        List<ChatRefusal> inTheWay = new ArrayList<>(footing.inTheWay(tx, room));
        if (seats.find(tx, member).isEmpty()) {
            footing.outsider(tx, member).ifPresent(inTheWay::add);
        }
        if (!inTheWay.isEmpty()) {
            return new ChatChanged.Refused(inTheWay);
        }
        if (room.holds(member)) {
            return new ChatChanged.Done(room.id());
        }
        Instant now = clock.instant();
        Roster roster = with(tx, room.roster(), member, now.getEpochSecond());
        RoomRow larger = keeping.become(tx, room, roster, seat.key(), now, by);
        departure.queue(tx, seat, by.person(), larger,
                new ChatMatter.Added(member, roster.seat(member).address()));
        return new ChatChanged.Done(room.id());
    }

    private ChatChanged remove(Tx tx, RoomRow room, Fingerprint member, ChatAccount seat, Actor by)
            throws VaultException {
        if (!room.holds(member)) {
            return ChatChanged.refused(ChatRefusal.of(Why.NOT_HERE));
        }
        Instant now = clock.instant();
        Address address = room.roster().seat(member).address();
        RoomRow smaller = keeping.become(tx, room, room.roster().without(member, now.getEpochSecond()), seat.key(),
                now, by);
        if (isHeard(smaller, seat)) {
            departure.queue(tx, seat, by.person(), smaller, new ChatMatter.Removed(member, address));
        }
        Optional<Colleague> pinned = staff.find(tx, member);
        if (pinned.isPresent() && room.group().isPresent()) {
            departure.queue(tx, seat, by.person(), smaller, new ChatMatter.Farewell(member, pinned.get().address(),
                    room.group().get(), room.roster().name().text()));
        }
        return new ChatChanged.Done(room.id());
    }

    /// Whether anybody else is left to be told.
    private static boolean isHeard(RoomRow room, ChatAccount seat) {
        return room.roster().members().stream().anyMatch(key -> !key.equals(seat.key()));
    }

    private Roster with(Tx tx, Roster roster, Fingerprint member, long now) throws VaultException {
        Optional<ChatAccount> ours = seats.find(tx, member);
        if (ours.isPresent()) {
            return roster.with(member, ours.get().address(), ours.get().name(), now);
        }
        Colleague pinned = staff.find(tx, member).orElseThrow();
        return roster.with(member, pinned.address(), pinned.name(), now);
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && name.codePoints().noneMatch(Character::isISOControl);
    }
}
