package guichet.inbox.chat;

import guichet.crypto.EncryptionKey;
import guichet.crypto.Fingerprint;
import guichet.crypto.Usability;
import guichet.inbox.chat.Roster.Seat;
import guichet.keystore.Address;
import guichet.keystore.Keyring;
import guichet.keystore.KnownKey;
import guichet.keystore.Trust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who may be told what is said in a room: everyone in it is one of us, or pinned on the staff list by the very key that stands in the room, and no contact of any
/// case. It only reads, and looks at everything as it stands at that moment. Stateless, for any thread.
public final class Wall {
    private final Keyring keyring;
    private final Stops stops;

    public Wall(Keyring keyring) {
        this.keyring = keyring;
        this.stops = new Stops(keyring);
    }

    /// @param stops what stands in the way; empty: nothing does
    public record Look(List<Reader> readers, List<Stop> stops, List<Unusable> unusable) {
        public Look {
            readers = List.copyOf(readers);
            stops = List.copyOf(stops);
            unusable = List.copyOf(unusable);
        }

        public boolean isFirm() {
            return stops.isEmpty() && unusable.isEmpty();
        }
    }

    /// Somebody in a room, and what to encrypt to.
    ///
    /// @param address where mail for them goes: the pinned one, whatever the room's list says
    public record Reader(Address address, String name, EncryptionKey key, KnownKey known) {
    }

    /// Somebody in a room whose key can't be encrypted to now.
    public record Unusable(Address address, Fingerprint key) {
    }

    /// Everybody in a room.
    public Look look(Tx tx, RoomRow room, Instant now) throws VaultException {
        List<Reader> readers = new ArrayList<>();
        List<Stop> found = new ArrayList<>(Stops.alarms(tx, room.id()));
        List<Unusable> unusable = new ArrayList<>();
        for (Fingerprint key : room.roster().members()) {
            Seat seat = room.roster().seat(key);
            Optional<Stop.Why> why = stop(tx, key, seat.address());
            if (why.isPresent()) {
                found.add(new Stop(why.get(), seat.address(), key));
            } else {
                reader(tx, key, seat, now).ifPresentOrElse(readers::add,
                        () -> unusable.add(new Unusable(seat.address(), key)));
            }
        }
        return new Look(readers, found, unusable);
    }

    /// One colleague by themselves, as they are pinned; empty where nothing may be sent to them.
    public Optional<Reader> reader(Tx tx, Fingerprint key, Instant now) throws VaultException {
        Optional<Colleague> pinned = StaffTable.find(tx, key);
        if (pinned.isEmpty() || stop(tx, key, pinned.get().address()).isPresent()) {
            return Optional.empty();
        }
        return reader(tx, key, new Seat(pinned.get().address(), pinned.get().name(), 0, 0), now);
    }

    /// Why nothing may be sent to somebody; empty where something may.
    public Optional<Stop.Why> stop(Tx tx, Fingerprint key, Address claimed) throws VaultException {
        return stops.of(tx, key, claimed);
    }

    private Optional<Reader> reader(Tx tx, Fingerprint key, Seat seat, Instant now) throws VaultException {
        Optional<ChatAccount> ours = SeatTable.find(tx, key);
        Optional<Colleague> pinned = StaffTable.find(tx, key);
        Address address = ours.map(ChatAccount::address).or(() -> pinned.map(Colleague::address))
                .orElse(seat.address());
        String name = ours.map(ChatAccount::name).or(() -> pinned.map(Colleague::name)).orElse(seat.name());
        Optional<KnownKey> known = keyring.find(tx, key)
                .filter(found -> ours.isPresent() || found.trust() != Trust.DISTRUSTED);
        return known
                .flatMap(found -> found.certificate().usability(now) instanceof Usability.Usable(EncryptionKey usable)
                        ? Optional.of(new Reader(address, name, usable, found))
                        : Optional.empty());
    }
}
