package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.Party;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.inbox.Protection.Signer;
import guichet.inbox.chat.RoomLine.Why;
import guichet.inbox.chat.Roster.Seat;
import guichet.inbox.mime.ChatClaim;
import guichet.inbox.mime.ChatHeaders;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.Reading;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether a message that came is what it says it is: signed by the key that is pinned for the one author whom it shows, said by somebody who is in the room that it
/// names inside of what is encrypted. Reads only.
final class Believing {
    /// How long what somebody said before they were removed may be on its way.
    private static final Duration ON_ITS_WAY = Duration.ofDays(2);

    sealed interface Belief {
        /// A colleague's, or one of ours elsewhere.
        ///
        /// @param room      that it is said in; empty: it makes one
        /// @param authority whether its author is in the room now, so that what it says of the room's list counts
        record In(Fingerprint author, Address address, String name, Optional<RoomRow> room, Where where,
                ChatHeaders headers, Authority authority) implements Belief {
        }

        /// @param claimed whose it says it is, where that is a colleague
        record Aside(Why why, Optional<RoomRow> room, Optional<Fingerprint> signer, Optional<Colleague> claimed)
                implements
                    Belief {
        }
    }

    enum Authority {
        MEMBER, WAS_MEMBER
    }

    /// In what kind of room.
    sealed interface Where {
        record InGroup(Group group) implements Where {
        }

        /// @param ours to whom it is written
        record Between(ChatAccount ours) implements Where {
        }

        /// It concerns what was said before, in the room where that was.
        record Anywhere() implements Where {
        }
    }

    /// Empty: it is none of the chat's.
    Optional<Belief> decide(Tx tx, Reading reading, Instant now) throws VaultException {
        ChatClaim claim = reading.chat();
        if (!claim.isMade()) {
            return Optional.empty();
        }
        Optional<String> group = claim.inside().flatMap(ChatHeaders::group).map(Group::id)
                .or(() -> claim.outside().group());
        Optional<RoomRow> room = group.isEmpty() ? Optional.empty() : RoomTable.byGroup(tx, group.get());
        Optional<Fingerprint> signer = reading.protection().signature() == Signature.VALID
                ? reading.protection().signer().map(Signer::fingerprint)
                : Optional.empty();
        Optional<Colleague> claimed = claimed(tx, reading);
        Optional<Author> author = signer.isEmpty() ? Optional.empty() : author(tx, signer.get());
        if (room.isEmpty() && claimed.isEmpty() && author.isEmpty()) {
            return Optional.empty();
        }
        Optional<Why> flaw = flaw(reading, claim, signer, author, claimed);
        if (flaw.isPresent()) {
            return Optional.of(new Belief.Aside(flaw.get(), room, signer, claimed));
        }
        return placed(tx, reading, claim.inside().orElseThrow(), room, author.orElseThrow(), claimed, now);
    }

    private record Author(Fingerprint key, Address address, String name) {
    }

    private static Optional<Author> author(Tx tx, Fingerprint key) throws VaultException {
        Optional<ChatAccount> ours = SeatTable.find(tx, key);
        if (ours.isPresent()) {
            return ours.map(seat -> new Author(key, seat.address(), seat.name()));
        }
        return StaffTable.find(tx, key).map(pinned -> new Author(key, pinned.address(), pinned.name()));
    }

    private static Optional<Colleague> claimed(Tx tx, Reading reading) throws VaultException {
        for (Party from : reading.from()) {
            Optional<Address> address = Address.parse(from.address());
            Optional<Colleague> found = address.isEmpty() ? Optional.empty() : StaffTable.find(tx, address.get());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Why> flaw(Reading reading, ChatClaim claim, Optional<Fingerprint> signer,
            Optional<Author> author, Optional<Colleague> claimed) {
        List<Problem> problems = reading.protection().problems();
        if (problems.contains(Problem.CANNOT_DECRYPT)) {
            return Optional.of(Why.CANNOT_DECRYPT);
        }
        if (reading.protection().encryption() != Encryption.END_TO_END) {
            return Optional.of(Why.NOT_ENCRYPTED);
        }
        if (signer.isEmpty()) {
            return Optional.of(reading.protection().signature() == Signature.UNKNOWN_KEY
                    ? claimed.isPresent() ? Why.FOREIGN_KEY : Why.NOT_STAFF
                    : Why.NOT_SIGNED);
        }
        if (author.isEmpty()) {
            return Optional.of(claimed.isPresent() ? Why.FOREIGN_KEY : Why.NOT_STAFF);
        }
        if (problems.contains(Problem.REVOKED_KEY)) {
            return Optional.of(Why.NOT_SIGNED);
        }
        boolean oneAuthor = claim.author().filter(author.get().address()::equals).isPresent();
        boolean oneGroup = claim.outside().group().isEmpty()
                || claim.outside().group().equals(claim.inside().flatMap(ChatHeaders::group).map(Group::id));
        return claim.inside().isEmpty() || !oneAuthor || !oneGroup
                ? Optional.of(Why.CONTRADICTION)
                : Optional.empty();
    }

    private static Optional<Belief> placed(Tx tx, Reading reading, ChatHeaders chat, Optional<RoomRow> room,
            Author author, Optional<Colleague> claimed, Instant now) throws VaultException {
        if (chat.group().isEmpty()) {
            return between(tx, reading, chat, author, claimed);
        }
        Group group = chat.group().get();
        if (room.isPresent()) {
            Optional<Authority> authority = authority(room.get().roster(), author.key(), reading, now);
            return Optional.of(authority.isPresent()
                    ? in(author, room, new Where.InGroup(group), chat, authority.get())
                    : new Belief.Aside(Why.NOT_A_MEMBER, room, Optional.of(author.key()), claimed));
        }
        boolean withUs = false;
        for (ChatHeaders.Listed listed : group.members()) {
            withUs |= Listing.isOurs(tx, listed);
        }
        return Optional.of(withUs && SeatTable.find(tx, author.key()).isEmpty()
                ? in(author, Optional.empty(), new Where.InGroup(group), chat, Authority.MEMBER)
                : new Belief.Aside(Why.UNKNOWN_ROOM, Optional.empty(), Optional.of(author.key()), claimed));
    }

    private static Belief.In in(Author author, Optional<RoomRow> room, Where where, ChatHeaders chat,
            Authority authority) {
        return new Belief.In(author.key(), author.address(), author.name(), room, where, chat, authority);
    }

    /// Empty: they are not in the room, and what they say was not said while they were.
    private static Optional<Authority> authority(Roster roster, Fingerprint key, Reading reading, Instant now) {
        if (roster.known(key).isEmpty()) {
            return Optional.empty();
        }
        Seat seat = roster.seat(key);
        if (seat.isIn()) {
            return Optional.of(Authority.MEMBER);
        }
        Instant removed = Instant.ofEpochSecond(seat.removed());
        boolean before = reading.signedAt().filter(signed -> signed.isBefore(removed)).isPresent()
                && reading.date().filter(date -> date.isBefore(removed)).isPresent();
        return before && seat.added() > 0 && now.isBefore(removed.plus(ON_ITS_WAY))
                ? Optional.of(Authority.WAS_MEMBER)
                : Optional.empty();
    }

    private static Optional<Belief> between(Tx tx, Reading reading, ChatHeaders chat, Author author,
            Optional<Colleague> claimed) throws VaultException {
        if (chat.act() instanceof Act.Receipt(List<String> targets)) {
            Optional<RoomRow> room = wasSaid(tx, targets, author.key());
            return room.map(found -> in(author, room, new Where.Anywhere(), chat, Authority.MEMBER));
        }
        List<Address> to = reading.to().stream().flatMap(party -> Address.parse(party.address()).stream()).toList();
        if (to.size() == 1 && reading.to().size() == 1) {
            for (ChatAccount ours : SeatTable.list(tx)) {
                if (ours.address().equals(to.getFirst()) && SeatTable.find(tx, author.key()).isEmpty()) {
                    return Optional.of(in(author, RoomTable.direct(tx, ours.key(), author.key()),
                            new Where.Between(ours), chat, Authority.MEMBER));
                }
            }
        }
        return Optional.of(new Belief.Aside(Why.UNKNOWN_ROOM, Optional.empty(), Optional.of(author.key()), claimed));
    }

    /// The room of what was read, where its reader is in the list.
    private static Optional<RoomRow> wasSaid(Tx tx, List<String> targets, Fingerprint reader) throws VaultException {
        for (String target : targets) {
            Optional<RoomId> room = tx.list("""
                    SELECT l.room AS room FROM message_identity i JOIN chat_line l ON l.message = i.message
                      JOIN chat_member c ON c.room = l.room AND c.key = ?2
                    WHERE i.wire_id = ?1 AND l.kind = 'SAID' LIMIT 1""", row -> new RoomId(row.number("room")),
                    target, reader.hex()).stream().findFirst();
            if (room.isPresent()) {
                return RoomTable.find(tx, room.get());
            }
        }
        return Optional.empty();
    }
}
