package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who is in a room and what it is called, as far as one side has heard. Two of them merge into one by the format's own rules, in any order and any number of times
/// with the same result: for each key the latest addition and the latest removal count, and who was added no earlier than removed is in; of two names the later one
/// stands, and of two of the same second the one that sorts first.
///
/// @param seats everybody who was ever heard of, by key; removals are kept for ever, so that nobody comes back by an old message
public record Roster(RoomName name, Map<Fingerprint, Seat> seats) {
    private static final Comparator<Fingerprint> BY_HEX = Comparator.comparing(Fingerprint::hex);

    public Roster {
        TreeMap<Fingerprint, Seat> sorted = new TreeMap<>(BY_HEX);
        sorted.putAll(seats);
        seats = Collections.unmodifiableSortedMap(sorted);
    }

    /// @param time when it was set, in seconds since 1970
    public record RoomName(String text, long time) {
        private static final Comparator<RoomName> LATER = Comparator.comparingLong(RoomName::time)
                .thenComparing(RoomName::text, Comparator.reverseOrder());

        RoomName or(RoomName other) {
            return LATER.compare(this, other) >= 0 ? this : other;
        }
    }

    /// @param name    as they call themselves
    /// @param added   when last, in seconds since 1970
    /// @param removed when last; 0: never
    public record Seat(Address address, String name, long added, long removed) {
        private static final Comparator<Seat> LATER = Comparator.comparingLong(Seat::latest)
                .thenComparing(Seat::name, Comparator.reverseOrder())
                .thenComparing(seat -> seat.address().value(), Comparator.reverseOrder());

        public boolean isIn() {
            return added >= removed;
        }

        private long latest() {
            return Math.max(added, removed);
        }

        Seat merge(Seat other) {
            Seat words = LATER.compare(this, other) >= 0 ? this : other;
            return new Seat(words.address, words.name, Math.max(added, other.added),
                    Math.max(removed, other.removed));
        }
    }

    /// A room that nobody has heard of anything.
    static Roster empty() {
        return new Roster(new RoomName("", 0), Map.of());
    }

    public Roster merge(Roster other) {
        Map<Fingerprint, Seat> merged = new HashMap<>(seats);
        other.seats.forEach((key, seat) -> merged.merge(key, seat, Seat::merge));
        return new Roster(name.or(other.name), merged);
    }

    /// Of somebody who is, or was, in the room.
    ///
    /// @throws IllegalArgumentException for anybody else
    public Seat seat(Fingerprint key) {
        return known(key).orElseThrow(IllegalArgumentException::new);
    }

    /// Empty where nobody ever heard of them.
    public Optional<Seat> known(Fingerprint key) {
        return Optional.ofNullable(seats.get(key));
    }

    public boolean holds(Fingerprint key) {
        return known(key).filter(Seat::isIn).isPresent();
    }

    /// Those who are in, in a fixed order.
    public List<Fingerprint> members() {
        return seats.entrySet().stream().filter(each -> each.getValue().isIn()).map(Map.Entry::getKey).toList();
    }

    /// With somebody who is in from that second on, whatever was before.
    public Roster with(Fingerprint key, Address address, String called, long now) {
        long removed = Optional.ofNullable(seats.get(key)).map(Seat::removed).orElse(0L);
        return merge(new Roster(name, Map.of(key, new Seat(address, called, Math.max(now, removed), removed))));
    }

    /// Without somebody from that second on, whatever was before.
    public Roster without(Fingerprint key, long now) {
        Seat seat = seats.get(key);
        if (seat == null || !seat.isIn()) {
            return this;
        }
        return merge(new Roster(name,
                Map.of(key, new Seat(seat.address(), seat.name(), seat.added(), Math.max(now, seat.added() + 1)))));
    }

    /// Called otherwise from that second on.
    public Roster renamed(String text, long now) {
        return new Roster(new RoomName(text, Math.max(now, name.time() + 1)), seats);
    }

    /// Of a room that is about to be made.
    public static Roster named(String text, long now) {
        return new Roster(new RoomName(text, now), Map.of());
    }
}
