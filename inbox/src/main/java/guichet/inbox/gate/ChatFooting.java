package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.RoomRow;
import guichet.inbox.chat.StaffList;
import guichet.inbox.chat.Stop;
import guichet.inbox.chat.Wall;
import guichet.inbox.chat.Wall.Reader;
import guichet.inbox.gate.ChatRefusal.Why;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Person;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who may say something in a room, and whom it may reach, as the vault knows them at this moment.
final class ChatFooting {
    private final People people;
    private final Clock clock;
    private final Wall wall;
    private final ChatAccounts seats = new ChatAccounts();
    private final StaffList staff = new StaffList();

    ChatFooting(People people, Keyring keyring, Clock clock) {
        this.people = people;
        this.clock = clock;
        this.wall = new Wall(keyring);
    }

    /// Everybody in a room, as it stands now.
    Wall.Look look(Tx tx, RoomRow room) throws VaultException {
        return wall.look(tx, room, clock.instant());
    }

    /// One colleague by themselves; empty where nothing may be sent to them now.
    Optional<Reader> reader(Tx tx, Fingerprint key) throws VaultException {
        return wall.reader(tx, key, clock.instant());
    }

    Optional<ChatAccount> seat(Tx tx, String name) throws VaultException {
        Optional<Person> person = people.byName(tx, name);
        return person.isEmpty() ? Optional.empty() : seats.ofPerson(tx, person.get().id());
    }

    /// Whether a person of ours stands where they can say something.
    Optional<ChatRefusal> standing(Tx tx, Optional<RoomRow> room, Optional<ChatAccount> seat)
            throws VaultException {
        if (room.isEmpty()) {
            return Optional.of(ChatRefusal.of(Why.NO_SUCH_ROOM));
        }
        if (room.get().isPast()) {
            return Optional.of(ChatRefusal.of(Why.PAST_ROOM));
        }
        if (seat.isEmpty()) {
            return Optional.of(ChatRefusal.of(Why.NO_SEAT));
        }
        if (room.get().holds(seat.get().key())) {
            return Optional.empty();
        }
        for (Fingerprint member : room.get().roster().members()) {
            if (seats.find(tx, member).isPresent()) {
                return Optional.of(ChatRefusal.of(Why.NOT_A_MEMBER));
            }
        }
        return Optional.of(ChatRefusal.of(Why.LEFT));
    }

    List<ChatRefusal> inTheWay(Tx tx, RoomRow room) throws VaultException {
        return refusals(look(tx, room));
    }

    static List<ChatRefusal> refusals(Wall.Look look) {
        List<ChatRefusal> refusals = new ArrayList<>();
        look.stops().forEach(stop -> refusals.add(ChatRefusal.of(why(stop.why()), stop.address(), stop.key())));
        look.unusable().forEach(one -> refusals.add(ChatRefusal.of(Why.KEY_UNUSABLE, one.address(), one.key())));
        return refusals;
    }

    /// Why somebody can't be in a room; empty where they can.
    Optional<ChatRefusal> outsider(Tx tx, Fingerprint key) throws VaultException {
        Optional<Colleague> pinned = staff.find(tx, key);
        if (pinned.isEmpty()) {
            return Optional.of(ChatRefusal.of(Why.NOT_STAFF));
        }
        Optional<Stop.Why> why = wall.stop(tx, key, pinned.get().address());
        if (why.isPresent()) {
            return Optional.of(ChatRefusal.of(why(why.get()), pinned.get().address(), key));
        }
        return wall.reader(tx, key, clock.instant()).isPresent()
                ? Optional.empty()
                : Optional.of(ChatRefusal.of(Why.KEY_UNUSABLE, pinned.get().address(), key));
    }

    private static Why why(Stop.Why why) {
        return switch (why) {
            case KEY_CHANGED -> Why.KEY_CHANGED;
            case NOT_STAFF -> Why.NOT_STAFF;
            case CONTACT_OF_A_CASE -> Why.CONTACT_OF_A_CASE;
        };
    }

    static List<Reader> others(Wall.Look look, ChatAccount seat) {
        return look.readers().stream().filter(reader -> !reader.key().fingerprint().equals(seat.key())).toList();
    }
}
