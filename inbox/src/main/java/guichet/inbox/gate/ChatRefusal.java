package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import java.util.List;
import java.util.Optional;

/// Why nothing leaves into a room now, and the ways out. None is an override: nothing of the internal chat ever leaves in the clear, or to anybody else.
///
/// @param who whom it is about
/// @param key of theirs that stands in the way
public record ChatRefusal(Why why, Optional<Address> who, Optional<Fingerprint> key, List<Remedy> remedies) {
    public ChatRefusal {
        remedies = List.copyOf(remedies);
    }

    static ChatRefusal of(Why why) {
        return new ChatRefusal(why, Optional.empty(), Optional.empty(), remedies(why));
    }

    static ChatRefusal of(Why why, Address who, Fingerprint key) {
        return new ChatRefusal(why, Optional.of(who), Optional.of(key), remedies(why));
    }

    private static List<Remedy> remedies(Why why) {
        return switch (why) {
            case NO_SEAT -> List.of(Remedy.ADD_ACCOUNT);
            case NO_SUCH_ROOM, NO_SUCH_CASE, ROOM_EXISTS, BAD_NAME, NOT_HERE, NOT_POSSIBLE, PAST_ROOM,
                    ENCRYPTION_FAILED ->
                List.of();
            case LEFT, NOT_A_MEMBER -> List.of(Remedy.BE_ADDED);
            case NOBODY_THERE -> List.of(Remedy.ADD_MEMBER);
            case NOT_STAFF -> List.of(Remedy.PIN, Remedy.REMOVE_MEMBER);
            case CONTACT_OF_A_CASE -> List.of(Remedy.REMOVE_MEMBER);
            case KEY_CHANGED -> List.of(Remedy.DECIDE_KEY, Remedy.REMOVE_MEMBER);
            case KEY_UNUSABLE -> List.of(Remedy.PIN, Remedy.REMOVE_MEMBER);
            case QUOTE_OF_ANOTHER_ROOM -> List.of(Remedy.REMOVE_QUOTE);
        };
    }

    public enum Why {
        /** The person has no chat account. */
        NO_SEAT("no-seat"), NO_SUCH_ROOM("no-such-room"), NO_SUCH_CASE("no-such-case"),
        /** There is a team room, or a room of that case, already. */
        ROOM_EXISTS("room-exists"), BAD_NAME("bad-name"),
        /** None of us is in the room any more. */
        LEFT("left"),
        /** The person who writes is not in the room. */
        NOT_A_MEMBER("not-a-member"),
        /** There is nobody else in the room. */
        NOBODY_THERE("nobody-there"),
        /** Somebody in the room is not pinned, or somebody who is not pinned was to be added. */
        NOT_STAFF("not-staff"),
        /** A case's contact is never in a room. */
        CONTACT_OF_A_CASE("contact-of-a-case"), KEY_CHANGED("key-changed"), KEY_UNUSABLE("key-unusable"),
        /** Who was to be removed is not in the room. */
        NOT_HERE("not-here"),
        /** A direct conversation can't be renamed, and nobody joins or leaves it. */
        NOT_POSSIBLE("not-possible"),
        /** What it answers was said elsewhere. */
        QUOTE_OF_ANOTHER_ROOM("quote-of-another-room"),
        /** It came back with its case, to be read. */
        PAST_ROOM("past-room"), ENCRYPTION_FAILED("encryption-failed");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public enum Remedy {
        ADD_ACCOUNT("add-account"), BE_ADDED("be-added"), ADD_MEMBER("add-member"), REMOVE_MEMBER("remove-member"),
        /** Pin their key, after comparing it with them. */
        PIN("pin"), DECIDE_KEY("decide-key"), REMOVE_QUOTE("remove-quote");

        private final String word;

        Remedy(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
