package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.chat.Roster.RoomName;
import guichet.inbox.chat.Roster.Seat;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.ChatHeaders.Listed;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a message says of its room's list, by the keys that are meant. Where only an address is told (programs of before 2025), it is the key that a person has
/// pinned for it; who can't be told so is not in the list.
final class Listing {
    private Listing() {
    }

    /// @param latest no time is later than this, in seconds since 1970
    static Roster of(Tx tx, Group group, Roster known, long latest) throws VaultException {
        Map<Fingerprint, Seat> seats = new HashMap<>();
        for (Listed listed : group.members()) {
            Optional<Fingerprint> key = key(tx, listed, known);
            Optional<Address> address = Address.parse(listed.address());
            if (key.isPresent() && address.isPresent() && listed.time().isPresent()) {
                put(seats, key.get(),
                        new Seat(address.get(), listed.name(), bounded(listed.time(), latest), 0));
            }
        }
        for (Listed listed : group.past()) {
            Optional<Fingerprint> key = key(tx, listed, known);
            Optional<Address> address = Address.parse(listed.address());
            if (key.isPresent() && address.isPresent() && listed.time().isPresent()) {
                put(seats, key.get(),
                        new Seat(address.get(), listed.name(), 0, bounded(listed.time(), latest)));
            }
        }
        return new Roster(name(group, known, latest), seats);
    }

    private static void put(Map<Fingerprint, Seat> seats, Fingerprint key, Seat seat) {
        seats.merge(key, seat, Seat::merge);
    }

    /// Empty where nobody can tell.
    static Optional<Fingerprint> key(Tx tx, Listed listed, Roster known) throws VaultException {
        if (listed.key().isPresent()) {
            return listed.key();
        }
        Optional<Address> address = Address.parse(listed.address());
        if (address.isEmpty()) {
            return Optional.empty();
        }
        Optional<Colleague> pinned = StaffTable.find(tx, address.get());
        if (pinned.isPresent()) {
            return pinned.map(Colleague::key);
        }
        for (ChatAccount ours : SeatTable.list(tx)) {
            if (ours.address().equals(address.get())) {
                return Optional.of(ours.key());
            }
        }
        return known.seats().entrySet().stream().filter(each -> each.getValue().address().equals(address.get()))
                .map(Map.Entry::getKey).findFirst();
    }

    static boolean isOurs(Tx tx, Listed listed) throws VaultException {
        Optional<Fingerprint> key = key(tx, listed, Roster.empty());
        return key.isPresent() && SeatTable.find(tx, key.get()).isPresent();
    }

    private static RoomName name(Group group, Roster known, long latest) {
        String name = group.name().strip();
        return name.isEmpty() || group.nameTime().isEmpty()
                ? known.name()
                : new RoomName(name, bounded(group.nameTime(), latest));
    }

    private static long bounded(OptionalLong time, long latest) {
        return Math.min(time.orElse(0), latest);
    }
}
