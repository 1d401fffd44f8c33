package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.Contacts;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why a room stands still, as far as its list, the staff list and the cases tell.
final class Stops {
    private Stops() {
    }

    static List<Stop> of(Tx tx, RoomRow room) throws VaultException {
        List<Stop> stops = new ArrayList<>(alarms(tx, room.id()));
        for (Fingerprint key : room.roster().members()) {
            Address address = room.roster().seat(key).address();
            of(tx, key, address).ifPresent(why -> stops.add(new Stop(why, address, key)));
        }
        return stops;
    }

    static Optional<Stop.Why> of(Tx tx, Fingerprint key, Address claimed) throws VaultException {
        if (SeatTable.find(tx, key).isPresent()) {
            return Optional.empty();
        }
        Optional<Colleague> pinned = StaffTable.find(tx, key);
        if (pinned.isEmpty()) {
            return Optional.of(StaffTable.find(tx, claimed).isPresent() ? Stop.Why.KEY_CHANGED : Stop.Why.NOT_STAFF);
        }
        return isOfACase(tx, pinned.get().address()) ? Optional.of(Stop.Why.CONTACT_OF_A_CASE) : Optional.empty();
    }

    static boolean isOfACase(Tx tx, Address address) throws VaultException {
        Optional<Contact> contact = new Contacts().find(tx, address);
        return contact.isPresent() && tx.one("SELECT 1 FROM case_contact WHERE contact = ? LIMIT 1", _ -> true,
                contact.get().id().value()).isPresent();
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
