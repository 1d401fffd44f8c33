package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.Messages;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatText;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.RoomKeeping;
import guichet.inbox.chat.RoomRow;
import guichet.inbox.chat.Rooms;
import guichet.inbox.chat.Wall;
import guichet.inbox.chat.Wall.Reader;
import guichet.inbox.gate.ChatRefusal.Why;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.MailBuilder;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The one way out, for the internal chat. There is no override: nothing of it leaves unencrypted, or to anybody but the members of its room, each by the key that a
/// person has pinned.
///
/// Any thread; every public method runs in transactions of its own.
public final class ChatGate {
    private final Vault vault;
    private final Messages messages;
    private final Settings settings;
    private final RoomKeeping keeping;
    private final Rooms rooms;
    private final ChatFooting footing;
    private final ChatDeparture departure;
    private final RoomChanges changes;
    private final RoomActs acts;
    private final ChatRevival revival;

    public ChatGate(Vault vault, People people, Keyring keyring, Cases cases, Messages messages, Journal journal,
            Settings settings, MailBuilder builder, Clock clock, SecureRandom random) {
        this.vault = vault;
        this.messages = messages;
        this.settings = settings;
        this.keeping = new RoomKeeping(journal, keyring, clock);
        this.rooms = new Rooms(keyring);
        this.footing = new ChatFooting(people, keyring, clock);
        this.departure = new ChatDeparture(keeping, clock, random);
        this.changes = new RoomChanges(footing, keeping, rooms, departure, cases, clock, random);
        this.acts = new RoomActs(footing, keeping, rooms, departure, messages);
        this.revival = new ChatRevival(vault, footing, keeping, new ChatWriting(builder), people, messages, clock);
    }

    /// Says whether this draft may leave as it stands. Stores nothing.
    ///
    /// @throws IllegalArgumentException for a draft with neither words nor files
    public ChatVerdict examine(ChatDraft draft) throws VaultException {
        return vault.read(tx -> examine(tx, draft));
    }

    /// Puts what passed into the outbox and into the room, in one durable transaction, after looking at everyone anew. It can be
    /// taken back ([Outbox#takeBack]) until it begins to leave. It is encrypted as it leaves, to those who are in the room then.
    public ChatRelease release(ChatVerdict.Passed passed, Grace grace) throws VaultException {
        return vault.write(tx -> switch (examine(tx, passed.parcel().draft())) {
            case ChatVerdict.Passed again -> {
                RoomRow room = keeping.find(tx, again.parcel().draft().room()).orElseThrow();
                yield departure.queue(tx, again.parcel(), room, quote(tx, again.parcel().draft()), length(tx, grace));
            }
            case ChatVerdict.Refused refused -> new ChatRelease.StillRefused(refused);
        });
    }

    /// Makes a room, and queues the message that tells its members; journalled.
    public ChatChanged create(NewRoom room, Actor by) throws VaultException {
        return vault.write(tx -> changes.create(tx, room, by));
    }

    /// Says what a room is for here: one that somebody else has made becomes the team's, or a case's; journalled. Nobody else is told.
    public ChatChanged serve(RoomId id, Purpose purpose, Actor by) throws VaultException {
        return vault.write(tx -> changes.serve(tx, id, purpose, by));
    }

    /// Changes a room, and queues the message that tells its members; journalled. Who is removed gets a mail of their own that says so, and nothing else ever.
    /// Somebody in the way of sending can be removed from a room that stands still.
    public ChatChanged change(RoomId id, ChatChange change, Actor by) throws VaultException {
        return vault.write(tx -> changes.change(tx, id, change, by));
    }

    /// Puts an emoji to a message of a room, or takes it back.
    ///
    /// @param emoji empty: what was put there is taken back
    public ChatChanged react(MessageId target, String emoji, Actor by) throws VaultException {
        return vault.write(tx -> acts.react(tx, target, emoji, by));
    }

    /// Replaces the words of a message of one's own.
    public ChatChanged edit(MessageId target, String body, Actor by) throws VaultException {
        return vault.write(tx -> acts.edit(tx, target, body, by));
    }

    /// Takes a message of one's own back from everyone. The room shows that it was there.
    public ChatChanged delete(MessageId target, Actor by) throws VaultException {
        return vault.write(tx -> acts.delete(tx, target, by));
    }

    /// Encrypts a row to those who are in the room now, outside of any transaction; nothing may leave by that alone.
    Optional<ChatSealed> seal(Waiting row) throws VaultException {
        return revival.seal(row);
    }

    /// Makes the right to send of a row, where everything that it rests on still holds: encrypted to those who are in the room now.
    Revival<Released.Chat> revive(Tx tx, Waiting row, Optional<ChatSealed> sealed) throws VaultException {
        return revival.revive(tx, row, sealed);
    }

    private ChatVerdict examine(Tx tx, ChatDraft draft) throws VaultException {
        if (draft.body().isBlank() && draft.attachments().isEmpty()) {
            throw new IllegalArgumentException("nothing to send");
        }
        Optional<RoomRow> room = keeping.find(tx, draft.room());
        Optional<ChatAccount> seat = footing.seat(tx, draft.author());
        List<ChatRefusal> refusals = new ArrayList<>();
        footing.standing(tx, room, seat).ifPresent(refusals::add);
        boolean elsewhere = draft.replyTo().isPresent()
                && !rooms.of(tx, draft.replyTo().get()).equals(Optional.of(draft.room()));
        if (elsewhere) {
            refusals.add(ChatRefusal.of(Why.QUOTE_OF_ANOTHER_ROOM));
        }
        List<Reader> readers = List.of();
        if (room.isPresent() && !room.get().isPast()) {
            Wall.Look look = footing.look(tx, room.get());
            refusals.addAll(ChatFooting.refusals(look));
            readers = seat.isPresent() ? ChatFooting.others(look, seat.get()) : List.of();
            if (refusals.isEmpty() && readers.isEmpty()) {
                refusals.add(ChatRefusal.of(Why.NOBODY_THERE));
            }
        }
        if (!refusals.isEmpty()) {
            return new ChatVerdict.Refused(draft, refusals);
        }
        Set<Fingerprint> reading = readers.stream().map(reader -> reader.key().fingerprint())
                .collect(Collectors.toSet());
        List<Member> members = rooms.members(tx, draft.room()).stream()
                .filter(member -> reading.contains(member.key())).toList();
        return new ChatVerdict.Passed(new ChatParcel(draft, seat.orElseThrow(), members));
    }

    private Optional<ChatMatter.Quote> quote(Tx tx, ChatDraft draft) throws VaultException {
        if (draft.replyTo().isEmpty()) {
            return Optional.empty();
        }
        String text = messages.show(tx, draft.replyTo().get()).map(Message::body).orElse("");
        return messages.threading(tx, draft.replyTo().get()).own()
                .map(wireId -> new ChatMatter.Quote(wireId, ChatText.cited(text)));
    }

    private Duration length(Tx tx, Grace grace) throws VaultException {
        return switch (grace) {
            case NONE -> Duration.ZERO;
            case AS_SET -> Duration.ofSeconds(settings.number(tx, Setting.UNDO_SECONDS));
        };
    }
}
