package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why a room stands still, as far as its list, the staff list, the keyring and the cases tell. Stateless, for any thread.
final class Stops {
    private final Outsiders outsiders;

    Stops(Keyring keyring) {
        this.outsiders = new Outsiders(new Contacts(), keyring);
    }

    List<Stop> of(Tx tx, RoomRow room) throws VaultException {
        List<Stop> stops = new ArrayList<>(alarms(tx, room.id()));
        for (Fingerprint key : room.roster().members()) {
            Address address = room.roster().seat(key).address();
            of(tx, key, address).ifPresent(why -> stops.add(new Stop(why, address, key)));
        }
        return stops;
    }

    /// @param claimed where the room's list says that they are
    Optional<Stop.Why> of(Tx tx, Fingerprint key, Address claimed) throws VaultException {
        if (SeatTable.find(tx, key).isPresent()) {
            return Optional.empty();
        }
        Optional<Colleague> pinned = StaffTable.find(tx, key);
        if (pinned.isEmpty()) {
            return Optional.of(StaffTable.find(tx, claimed).isPresent() ? Stop.Why.KEY_CHANGED : Stop.Why.NOT_STAFF);
        }
        return outsiders.casesOf(tx, pinned.get().address(), key).isEmpty()
                ? Optional.empty()
                : Optional.of(Stop.Why.CONTACT_OF_A_CASE);
    }

    /// Other keys that turned up for somebody who is in the room, and that nobody has decided about.
    static List<Stop> alarms(Tx tx, RoomId room) throws VaultException {
        return tx.list("""
                SELECT a.address AS address, a.other AS other FROM chat_alarm a
                WHERE a.room = ? AND a.settled IS NULL
                  AND EXISTS (SELECT 1 FROM chat_member m WHERE m.room = a.room AND m.key = a.pinned
                    AND m.added >= m.removed)
                ORDER BY a.raised, a.id""",
                row -> new Stop(Stop.Why.KEY_CHANGED, new Address(row.text("address")),
                        new Fingerprint(row.text("other"))),
                room.value());
    }
}
