package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingChat;
import guichet.inbox.chat.RoomLine.Mention;
import guichet.inbox.chat.RoomLine.What;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rooms as the gate and the intake write them, and nobody else. All of it in the caller's transaction. Stateless, for any thread.
public final class RoomKeeping {
    private final Journal journal;
    private final Clock clock;
    private final IncomingChat store;
    private final Deeds deeds;
    private final Stops stops;

    public RoomKeeping(Journal journal, Keyring keyring, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        this.store = new IncomingChat(clock);
        this.deeds = new Deeds(store, journal);
        this.stops = new Stops(keyring);
    }

    public Optional<RoomRow> find(Tx tx, RoomId id) throws VaultException {
        return RoomTable.find(tx, id);
    }

    public Optional<RoomRow> direct(Tx tx, Fingerprint seat, Fingerprint peer) throws VaultException {
        return RoomTable.direct(tx, seat, peer);
    }

    /// Makes a room, with everyone whom its roster names; journalled.
    public RoomRow make(Tx tx, RoomKind kind, String group, Optional<CaseId> caseId, Roster roster, Fingerprint by,
            Actor actor) throws VaultException {
        return make(tx, kind, group, caseId, roster, by, clock.instant(), actor);
    }

    /// @param told when whoever made it told of it first: nothing that they said there stands before
    RoomRow make(Tx tx, RoomKind kind, String group, Optional<CaseId> caseId, Roster roster, Fingerprint by,
            Instant told, Actor actor) throws VaultException {
        RoomRow room = RoomTable.make(tx, kind, group, caseId, roster, clock.instant());
        LineTable.happened(tx, room.id(), told, What.MADE, Optional.of(by), Optional.empty(), roster.name().text());
        journal(tx, JournalKind.CHAT_ROOM_MADE, room, actor, Optional.empty());
        settle(tx, room);
        return room;
    }

    /// A conversation with one colleague. Nobody is told of it before something is said.
    public RoomRow makeDirect(Tx tx, ChatAccount ours, Colleague peer, Actor actor) throws VaultException {
        Instant now = clock.instant();
        long second = now.getEpochSecond();
        Roster both = Roster.empty().with(ours.key(), ours.address(), ours.name(), second)
                .with(peer.key(), peer.address(), peer.name(), second);
        RoomRow room = RoomTable.makeDirect(tx, ours.key(), peer.key(), both, now);
        journal(tx, JournalKind.CHAT_ROOM_MADE, room, actor, Optional.empty());
        return room;
    }

    /// Writes another state of a room's list and name, a line for each difference, and the journal's entries. What somebody said who is in it only now, and was set
    /// aside for that, is said from now on.
    ///
    /// @param by whose doing it is
    public RoomRow become(Tx tx, RoomRow room, Roster roster, Fingerprint by, Instant when, Actor actor)
            throws VaultException {
        if (roster.equals(room.roster())) {
            return room;
        }
        RoomTable.write(tx, room.id(), roster);
        RoomRow now = room.with(roster);
        for (Fingerprint key : roster.members()) {
            if (!room.holds(key)) {
                LineTable.happened(tx, room.id(), when, What.ADDED, Optional.of(by), Optional.of(key), "");
                journal(tx, JournalKind.CHAT_MEMBER_ADDED, now, actor, Optional.of(key));
                SetAside.believe(tx, store, key);
            }
        }
        for (Fingerprint key : room.roster().members()) {
            if (!roster.holds(key)) {
                boolean left = key.equals(by);
                LineTable.happened(tx, room.id(), when, left ? What.LEFT : What.REMOVED, Optional.of(by),
                        Optional.of(key), "");
                journal(tx, left ? JournalKind.CHAT_ROOM_LEFT : JournalKind.CHAT_MEMBER_REMOVED, now, actor,
                        Optional.of(key));
            }
        }
        if (!roster.name().text().equals(room.roster().name().text())) {
            LineTable.happened(tx, room.id(), when, What.RENAMED, Optional.of(by), Optional.empty(),
                    roster.name().text());
            journal(tx, JournalKind.CHAT_ROOM_RENAMED, now, actor, Optional.empty());
        }
        settle(tx, now);
        return now;
    }

    /// A room is for something else from now on; journalled. What was said in it stands in its case, where it has one.
    public void serves(Tx tx, RoomRow room, RoomKind kind, Optional<CaseId> caseId, Actor actor) throws VaultException {
        if (room.kind() == kind && room.caseId().equals(caseId)) {
            return;
        }
        tx.update("UPDATE chat_room SET kind = ?, case_id = ? WHERE id = ?", kind.name(),
                caseId.map(CaseId::value).orElse(null), room.id().value());
        for (MessageId said : tx.list("SELECT message FROM chat_line WHERE room = ? AND kind = 'SAID'",
                row -> new MessageId(row.number("message")), room.id().value())) {
            store.file(tx, said, caseId);
        }
        Payload payload = Payload.by(actor).over(Channel.CHAT).saying(room.id().text() + " " + kind.word());
        journal.append(tx, JournalKind.CHAT_ROOM_ASSIGNED, payload.inCase(caseId.or(room::caseId)));
    }

    /// Something of ours is said in a room from now on.
    ///
    /// @param quoted the Message-ID of what it answers
    public void says(Tx tx, RoomRow room, MessageId message, Fingerprint author, Optional<String> quoted,
            Optional<String> quote) throws VaultException {
        LineTable.said(tx, room.id(),
                new LineTable.Words(message, author, clock.instant(), quoted, quote, Mention.NO));
    }

    /// A message of ours brings something to a room, and says nothing itself.
    public void carries(Tx tx, RoomRow room, MessageId message, String what) throws VaultException {
        store.hide(tx, message);
        LineTable.carried(tx, room.id(), message, what);
    }

    /// Who said something in a room.
    public Optional<Fingerprint> author(Tx tx, MessageId message) throws VaultException {
        return tx.one("SELECT author FROM chat_line WHERE message = ? AND kind = 'SAID'",
                row -> new Fingerprint(row.text("author")), message.value());
    }

    /// What somebody puts to a message, in the place of what they had put there.
    public void react(Tx tx, MessageId message, Fingerprint by, String emoji) throws VaultException {
        deeds.done(tx, message, by, new Deeds.Deed(Deeds.Kind.REACTION, by, clock.instant(), emoji));
    }

    public void edit(Tx tx, MessageId message, Fingerprint by, String body) throws VaultException {
        deeds.done(tx, message, by, new Deeds.Deed(Deeds.Kind.EDIT, by, clock.instant(), body));
    }

    public void delete(Tx tx, MessageId message, Fingerprint by) throws VaultException {
        deeds.done(tx, message, by, new Deeds.Deed(Deeds.Kind.DELETION, by, clock.instant(), ""));
    }

    public IncomingChat store() {
        return store;
    }

    /// To be called whenever the staff list, the chat's alarms or the cases' contacts have changed: notes the rooms that stand still from now on, and those
    /// that go on. Where somebody was pinned, what they had said before and was set aside for that is said from now on.
    public void afterStaffChange(Tx tx, Fingerprint key) throws VaultException {
        if (StaffTable.find(tx, key).isPresent()) {
            SetAside.believe(tx, store, key);
        }
        for (RoomId id : tx.list("SELECT id FROM chat_room ORDER BY id", row -> new RoomId(row.number("id")))) {
            settle(tx, RoomTable.find(tx, id).orElseThrow());
        }
    }

    /// Notes whether a room stands still or goes on, where that is another answer than before.
    void settle(Tx tx, RoomRow room) throws VaultException {
        if (room.isPast()) {
            return;
        }
        List<Stop> found = stops.of(tx, room);
        boolean before = tx.one("SELECT stopped FROM chat_room WHERE id = ?", row -> row.flag("stopped"),
                room.id().value()).orElse(false);
        boolean now = !found.isEmpty();
        if (before == now) {
            return;
        }
        tx.update("UPDATE chat_room SET stopped = ? WHERE id = ?", now, room.id().value());
        LineTable.happened(tx, room.id(), clock.instant(), now ? What.STOPPED : What.GOES_ON, Optional.empty(),
                now ? Optional.of(found.getFirst().key()) : Optional.empty(), "");
        Payload payload = Payload.by(Actor.PROGRAM).over(Channel.CHAT).inCase(room.caseId());
        journal.append(tx, now ? JournalKind.CHAT_STOPPED : JournalKind.CHAT_GOES_ON, now
                ? payload.to(found.stream().map(stop -> stop.address().value()).distinct().toList())
                        .saying(room.id().text() + " " + found.getFirst().why().word())
                : payload.saying(room.id().text()));
    }

    private void journal(Tx tx, JournalKind kind, RoomRow room, Actor actor, Optional<Fingerprint> whom)
            throws VaultException {
        Payload payload = Payload.by(actor).over(Channel.CHAT).inCase(room.caseId());
        journal.append(tx, kind, whom.isEmpty()
                ? payload.saying(room.id().text())
                : payload.saying(room.id().text() + " " + whom.get().hex())
                        .to(List.of(room.roster().seat(whom.get()).address().value())));
    }
}
