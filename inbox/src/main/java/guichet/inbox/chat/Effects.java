package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.chat.Believing.Authority;
import guichet.inbox.chat.Believing.Belief;
import guichet.inbox.chat.Believing.Where;
import guichet.inbox.chat.Roster.RoomName;
import guichet.inbox.journal.Actor;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.ChatHeaders.Listed;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a believed message does to its room's list.
final class Effects {
    /// Seconds by which another's clock may be ahead.
    private static final long TOLERANCE = 60;

    private final RoomKeeping keeping;
    private final ChatAlarms alarms;
    private final Candidates candidates;

    Effects(RoomKeeping keeping, ChatAlarms alarms, Candidates candidates) {
        this.keeping = keeping;
        this.alarms = alarms;
        this.candidates = candidates;
    }

    void settle(Tx tx, RoomId room) throws VaultException {
        keeping.settle(tx, RoomTable.find(tx, room).orElseThrow());
    }

    /// The room that it is said in, as its list stands after it.
    RoomRow enter(Tx tx, Belief.In in, Instant sent) throws VaultException {
        return switch (in.where()) {
            case Where.InGroup(Group group) -> inGroup(tx, in, group, sent);
            case Where.Between(ChatAccount ours) -> in.room().isPresent()
                    ? timed(tx, in.room().get(), in, sent)
                    : timed(tx, keeping.makeDirect(tx, ours, StaffTable.find(tx, in.author()).orElseThrow(),
                            Actor.PROGRAM), in, sent);
            case Where.Anywhere() -> in.room().orElseThrow();
        };
    }

    private RoomRow inGroup(Tx tx, Belief.In in, Group group, Instant sent) throws VaultException {
        long latest = sent.getEpochSecond() + TOLERANCE;
        RoomRow room;
        if (in.room().isEmpty()) {
            Roster roster = Listing.of(tx, group, new Roster(new RoomName(group.name().strip(), 0), Map.of()),
                    latest);
            roster = listedWithoutTimes(tx, group, roster)
                    .with(in.author(), in.address(), in.name(), Math.min(sent.getEpochSecond(), first(group, sent)));
            room = keeping.make(tx, RoomKind.GROUP, group.id(), Optional.empty(), roster, in.author(), sent,
                    Actor.PROGRAM);
        } else if (in.authority() == Authority.MEMBER) {
            Roster told = byAuthor(Listing.of(tx, group, in.room().get().roster(), latest), in.author());
            room = keeping.become(tx, in.room().get(),
                    acted(tx, in.room().get().roster().merge(told), in, group, sent), in.author(), sent,
                    Actor.PROGRAM);
        } else {
            return in.room().get();
        }
        for (Fingerprint key : room.roster().members()) {
            Optional<Colleague> pinned = StaffTable.find(tx, room.roster().seat(key).address());
            if (StaffTable.find(tx, key).isEmpty() && SeatTable.find(tx, key).isEmpty() && pinned.isPresent()) {
                alarms.raise(tx, pinned.get(), key, Optional.of(room.id()));
            }
        }
        settle(tx, room.id());
        candidates.keep(tx, room, in.headers(), in.author(), sent);
        return timed(tx, room, in, sent);
    }

    /// Nobody adds themselves.
    private static Roster byAuthor(Roster told, Fingerprint author) {
        Map<Fingerprint, Roster.Seat> seats = new HashMap<>(told.seats());
        Optional.ofNullable(seats.get(author)).filter(seat -> seat.removed() == 0).ifPresent(_ -> seats.remove(author));
        return new Roster(told.name(), seats);
    }

    /// Where the list has no times, what is told by name is all that changes.
    private static Roster acted(Tx tx, Roster roster, Belief.In in, Group group, Instant sent) throws VaultException {
        boolean timed = !group.members().isEmpty() && group.members().stream().allMatch(one -> one.time().isPresent());
        return switch (in.headers().act()) {
            case Act.Removed(Listed whom) -> {
                Optional<Fingerprint> key = Listing.key(tx, whom, roster);
                yield key.isPresent() ? removed(roster, key.get(), group, sent) : roster;
            }
            case Act.Added(Listed whom) when !timed && whom.key().isPresent() -> {
                Optional<Address> address = Address.parse(whom.address());
                yield address.isPresent() && !roster.seats().containsKey(whom.key().get())
                        ? roster.with(whom.key().get(), address.get(), whom.name(), sent.getEpochSecond())
                        : roster;
            }
            case Act.Renamed _ when group.nameTime().isEmpty() && !group.name().isBlank() -> roster.merge(new Roster(
                    new RoomName(group.name().strip(), sent.getEpochSecond()), Map.of()));
            case Act.Words(),Act.WordsBefore _,Act.Reaction(),Act.Edit _,Act.Delete _,Act.Receipt _,Act.Added _,Act.Renamed _,Act.Other() ->
                roster;
        };
    }

    /// By the list's own time, else by that of the message; somebody who was added after that stays.
    private static Roster removed(Roster roster, Fingerprint key, Group group, Instant sent) {
        boolean listed = group.past().stream().anyMatch(past -> past.key().filter(key::equals).isPresent()
                && past.time().isPresent());
        boolean addedSince = Optional.ofNullable(roster.seats().get(key))
                .filter(seat -> seat.added() > sent.getEpochSecond()).isPresent();
        return listed || addedSince ? roster : roster.without(key, sent.getEpochSecond());
    }

    private static Roster listedWithoutTimes(Tx tx, Group group, Roster roster) throws VaultException {
        Roster all = roster;
        for (Listed listed : group.members()) {
            Optional<Fingerprint> key = Listing.key(tx, listed, roster);
            Optional<Address> address = Address.parse(listed.address());
            if (listed.time().isEmpty() && key.isPresent() && address.isPresent()) {
                all = all.with(key.get(), address.get(), listed.name(), 0);
            }
        }
        return all;
    }

    private static long first(Group group, Instant sent) {
        return group.members().stream().filter(one -> one.time().isPresent()).mapToLong(one -> one.time().getAsLong())
                .min().orElse(sent.getEpochSecond());
    }

    private static RoomRow timed(Tx tx, RoomRow room, Belief.In in, Instant sent) throws VaultException {
        if (!(in.headers().act() instanceof Act.Receipt)) {
            RoomTable.timer(tx, room.id(), in.headers().timer(), sent);
        }
        return room;
    }
}
