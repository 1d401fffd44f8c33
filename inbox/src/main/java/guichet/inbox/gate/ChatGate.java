package guichet.inbox.gate;

import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.crypto.Usability;
import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.Messages;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.ChatText;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.RoomKeeping;
import guichet.inbox.chat.RoomKind;
import guichet.inbox.chat.RoomRow;
import guichet.inbox.chat.Rooms;
import guichet.inbox.chat.Roster;
import guichet.inbox.chat.StaffList;
import guichet.inbox.chat.Stop;
import guichet.inbox.chat.Wall;
import guichet.inbox.chat.Wall.Reader;
import guichet.inbox.gate.ChatRefusal.Why;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.mime.MailBuilder.EncryptedMail;
import guichet.keystore.Address;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Person;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The one way out, for the internal chat. There is no override: nothing of it leaves unencrypted, or to anybody but the members of its room, each by the key that a
/// person has pinned.
///
/// Any thread; every public method runs in transactions of its own.
public final class ChatGate {
    private static final int LONGEST_NAME = 100;
    private static final int GROUP_BYTES = 18;

    private final Vault vault;
    private final People people;
    private final Cases cases;
    private final Messages messages;
    private final Settings settings;
    private final Clock clock;
    private final SecureRandom random;
    private final RoomKeeping keeping;
    private final Wall wall;
    private final Rooms rooms = new Rooms();
    private final ChatAccounts seats = new ChatAccounts();
    private final StaffList staff = new StaffList();
    private final ChatDeparture departure;
    private final ChatWriting writing;

    public ChatGate(Vault vault, People people, Keyring keyring, Cases cases, Messages messages, Journal journal,
            Settings settings, MailBuilder builder, Clock clock, SecureRandom random) {
        this.vault = vault;
        this.people = people;
        this.cases = cases;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.keeping = new RoomKeeping(journal, clock);
        this.wall = new Wall(keyring);
        this.departure = new ChatDeparture(keeping, clock, random);
        this.writing = new ChatWriting(builder);
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
        return vault.write(tx -> {
            Optional<ChatAccount> seat = seat(tx, by.person());
            if (seat.isEmpty()) {
                return refused(ChatRefusal.of(Why.NO_SEAT));
            }
            return switch (room) {
                case NewRoom.Team(String name, List<Fingerprint> members) -> rooms.team(tx).isPresent()
                        ? refused(ChatRefusal.of(Why.ROOM_EXISTS))
                        : made(tx, RoomKind.TEAM, name, Optional.empty(), members, seat.get(), by);
                case NewRoom.OfCase(CaseId id, String name, List<Fingerprint> members) -> {
                    if (cases.find(tx, id).isEmpty()) {
                        yield refused(ChatRefusal.of(Why.NO_SUCH_CASE));
                    }
                    yield rooms.ofCase(tx, id).isPresent()
                            ? refused(ChatRefusal.of(Why.ROOM_EXISTS))
                            : made(tx, RoomKind.CASE, name, Optional.of(id), members, seat.get(), by);
                }
                case NewRoom.Group(String name, List<Fingerprint> members) ->
                    made(tx, RoomKind.GROUP, name, Optional.empty(), members, seat.get(), by);
                case NewRoom.Direct(Fingerprint colleague) -> direct(tx, colleague, seat.get(), by);
            };
        });
    }

    private ChatChanged direct(Tx tx, Fingerprint colleague, ChatAccount seat, Actor by) throws VaultException {
        Optional<ChatRefusal> refusal = outsider(tx, colleague);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        Optional<RoomRow> there = keeping.direct(tx, seat.key(), colleague);
        return new ChatChanged.Done(there.isPresent()
                ? there.get().id()
                : keeping.makeDirect(tx, seat, staff.find(tx, colleague).orElseThrow(), by).id());
    }

    private ChatChanged made(Tx tx, RoomKind kind, String name, Optional<CaseId> caseId, List<Fingerprint> members,
            ChatAccount seat, Actor by) throws VaultException {
        if (!isName(name)) {
            return refused(ChatRefusal.of(Why.BAD_NAME));
        }
        long now = clock.instant().getEpochSecond();
        Roster roster = Roster.named(name.strip(), now).with(seat.key(), seat.address(), seat.name(), now);
        List<ChatRefusal> refusals = new ArrayList<>();
        Set<Fingerprint> others = new LinkedHashSet<>(members);
        others.remove(seat.key());
        for (Fingerprint member : others) {
            Optional<ChatAccount> ours = seats.find(tx, member);
            Optional<ChatRefusal> refusal = ours.isPresent() ? Optional.empty() : outsider(tx, member);
            if (refusal.isPresent()) {
                refusals.add(refusal.get());
            } else {
                roster = with(tx, roster, member, now);
            }
        }
        if (!refusals.isEmpty()) {
            return new ChatChanged.Refused(refusals);
        }
        byte[] unique = new byte[GROUP_BYTES];
        random.nextBytes(unique);
        RoomRow room = keeping.make(tx, kind, Base64.getUrlEncoder().withoutPadding().encodeToString(unique), caseId,
                roster, seat.key(), by);
        if (!others.isEmpty()) {
            Fingerprint first = others.iterator().next();
            departure.queue(tx, seat, by.person(), room,
                    new ChatMatter.Added(first, roster.seat(first).address()));
        }
        return new ChatChanged.Done(room.id());
    }

    /// Says what a room is for here: one that somebody else has made becomes the team's, or a case's; journalled. Nobody else is told.
    public ChatChanged serve(RoomId id, Purpose purpose, Actor by) throws VaultException {
        return vault.write(tx -> {
            Optional<RoomRow> room = keeping.find(tx, id);
            if (room.isEmpty()) {
                return refused(ChatRefusal.of(Why.NO_SUCH_ROOM));
            }
            if (room.get().kind() == RoomKind.DIRECT) {
                return refused(ChatRefusal.of(Why.NOT_POSSIBLE));
            }
            Optional<Why> why = switch (purpose) {
                case Purpose.Team() -> isAnother(rooms.team(tx), id);
                case Purpose.OfCase(CaseId caseId) -> cases.find(tx, caseId).isEmpty()
                        ? Optional.of(Why.NO_SUCH_CASE)
                        : isAnother(rooms.ofCase(tx, caseId), id);
                case Purpose.Group() -> Optional.empty();
            };
            if (why.isPresent()) {
                return refused(ChatRefusal.of(why.get()));
            }
            switch (purpose) {
                case Purpose.Team() -> keeping.serves(tx, room.get(), RoomKind.TEAM, Optional.empty(), by);
                case Purpose.OfCase(CaseId caseId) ->
                    keeping.serves(tx, room.get(), RoomKind.CASE, Optional.of(caseId), by);
                case Purpose.Group() -> keeping.serves(tx, room.get(), RoomKind.GROUP, Optional.empty(), by);
            }
            return new ChatChanged.Done(id);
        });
    }

    private static Optional<Why> isAnother(Optional<Room> there, RoomId id) {
        return there.filter(room -> !room.id().equals(id)).map(_ -> Why.ROOM_EXISTS);
    }

    /// Changes a room, and queues the message that tells its members; journalled. Who is removed gets a mail of their own that says so, and nothing else ever.
    /// Somebody in the way of sending can be removed from a room that stands still.
    public ChatChanged change(RoomId id, ChatChange change, Actor by) throws VaultException {
        return vault.write(tx -> {
            Optional<RoomRow> found = keeping.find(tx, id);
            Optional<ChatAccount> seat = seat(tx, by.person());
            Optional<ChatRefusal> standing = standing(tx, found, seat);
            if (standing.isPresent()) {
                return refused(standing.get());
            }
            RoomRow room = found.orElseThrow();
            if (room.kind() == RoomKind.DIRECT) {
                return refused(ChatRefusal.of(Why.NOT_POSSIBLE));
            }
            return switch (change) {
                case ChatChange.Rename(String name) -> rename(tx, room, name, seat.orElseThrow(), by);
                case ChatChange.Add(Fingerprint colleague) -> add(tx, room, colleague, seat.orElseThrow(), by);
                case ChatChange.Remove(Fingerprint member) -> remove(tx, room, member, seat.orElseThrow(), by);
                case ChatChange.Leave() -> remove(tx, room, seat.orElseThrow().key(), seat.orElseThrow(), by);
            };
        });
    }

    private ChatChanged rename(Tx tx, RoomRow room, String name, ChatAccount seat, Actor by) throws VaultException {
        List<ChatRefusal> inTheWay = inTheWay(tx, room);
        if (!isName(name) || !inTheWay.isEmpty()) {
            return isName(name) ? new ChatChanged.Refused(inTheWay) : refused(ChatRefusal.of(Why.BAD_NAME));
        }
        Instant now = clock.instant();
        String before = room.roster().name().text();
        if (before.equals(name.strip())) {
            return new ChatChanged.Done(room.id());
        }
        RoomRow renamed = keeping.become(tx, room, room.roster().renamed(name.strip(), now.getEpochSecond()),
                seat.key(), now, by);
        if (isHeard(renamed, seat)) {
            departure.queue(tx, seat, by.person(), renamed, new ChatMatter.Renamed(before));
        }
        return new ChatChanged.Done(room.id());
    }

    private ChatChanged add(Tx tx, RoomRow room, Fingerprint member, ChatAccount seat, Actor by)
            throws VaultException {
        List<ChatRefusal> inTheWay = new ArrayList<>(inTheWay(tx, room));
        if (seats.find(tx, member).isEmpty()) {
            outsider(tx, member).ifPresent(inTheWay::add);
        }
        if (!inTheWay.isEmpty()) {
            return new ChatChanged.Refused(inTheWay);
        }
        if (room.holds(member)) {
            return new ChatChanged.Done(room.id());
        }
        Instant now = clock.instant();
        Roster roster = with(tx, room.roster(), member, now.getEpochSecond());
        RoomRow larger = keeping.become(tx, room, roster, seat.key(), now, by);
        departure.queue(tx, seat, by.person(), larger,
                new ChatMatter.Added(member, roster.seat(member).address()));
        return new ChatChanged.Done(room.id());
    }

    private ChatChanged remove(Tx tx, RoomRow room, Fingerprint member, ChatAccount seat, Actor by)
            throws VaultException {
        if (!room.holds(member)) {
            return refused(ChatRefusal.of(Why.NOT_HERE));
        }
        Instant now = clock.instant();
        Address address = room.roster().seat(member).address();
        RoomRow smaller = keeping.become(tx, room, room.roster().without(member, now.getEpochSecond()), seat.key(),
                now, by);
        if (isHeard(smaller, seat)) {
            departure.queue(tx, seat, by.person(), smaller, new ChatMatter.Removed(member, address));
        }
        Optional<Colleague> pinned = staff.find(tx, member);
        if (pinned.isPresent() && room.group().isPresent()) {
            departure.queue(tx, seat, by.person(), smaller, new ChatMatter.Farewell(member, pinned.get().address(),
                    room.group().get(), room.roster().name().text()));
        }
        return new ChatChanged.Done(room.id());
    }

    /// Whether anybody else is left to be told.
    private static boolean isHeard(RoomRow room, ChatAccount seat) {
        return room.roster().members().stream().anyMatch(key -> !key.equals(seat.key()));
    }

    /// Puts an emoji to a message of a room, or takes it back.
    ///
    /// @param emoji empty: what was put there is taken back
    public ChatChanged react(MessageId target, String emoji, Actor by) throws VaultException {
        if (emoji.length() > 32 || emoji.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a reaction");
        }
        return act(target, by, Whose.ANYBODYS, wireId -> new ChatMatter.Reaction(wireId, emoji.strip()));
    }

    /// Replaces the words of a message of one's own.
    public ChatChanged edit(MessageId target, String body, Actor by) throws VaultException {
        if (body.isBlank()) {
            throw new IllegalArgumentException("nothing to say");
        }
        String before = vault.read(tx -> messages.show(tx, target)).map(Message::body).orElse("");
        return act(target, by, Whose.ONES_OWN, wireId -> new ChatMatter.Edit(wireId, before, body));
    }

    /// Takes a message of one's own back from everyone. The room shows that it was there.
    public ChatChanged delete(MessageId target, Actor by) throws VaultException {
        return act(target, by, Whose.ONES_OWN, ChatMatter.Deletion::new);
    }

    private enum Whose {
        ANYBODYS, ONES_OWN
    }

    @FunctionalInterface
    private interface About {
        ChatMatter of(String wireId);
    }

    private ChatChanged act(MessageId target, Actor by, Whose whose, About about) throws VaultException {
        return vault.write(tx -> {
            Optional<RoomId> id = rooms.of(tx, target);
            Optional<RoomRow> room = id.isEmpty() ? Optional.empty() : keeping.find(tx, id.get());
            Optional<ChatAccount> seat = seat(tx, by.person());
            Optional<ChatRefusal> standing = standing(tx, room, seat);
            if (standing.isPresent()) {
                return refused(standing.get());
            }
            List<ChatRefusal> inTheWay = inTheWay(tx, room.orElseThrow());
            if (!inTheWay.isEmpty()) {
                return new ChatChanged.Refused(inTheWay);
            }
            Optional<String> wireId = messages.threading(tx, target).own();
            boolean may = whose == Whose.ANYBODYS
                    || keeping.author(tx, target).filter(seat.get().key()::equals).isPresent();
            if (wireId.isEmpty() || !may) {
                return refused(ChatRefusal.of(Why.NOT_POSSIBLE));
            }
            ChatMatter matter = about.of(wireId.get());
            departure.queue(tx, seat.get(), by.person(), room.get(), matter);
            switch (matter) {
                case ChatMatter.Reaction(String _, String emoji) ->
                    keeping.react(tx, target, seat.get().key(), emoji);
                case ChatMatter.Edit(String _, String _, String body) ->
                    keeping.edit(tx, target, seat.get().key(), body);
                case ChatMatter.Deletion _ -> keeping.delete(tx, target, seat.get().key());
                case ChatMatter.Words _,ChatMatter.Added _,ChatMatter.Removed _,ChatMatter.Renamed _,ChatMatter.Farewell _ ->
                    throw new IllegalStateException("nothing that is done to a message");
            }
            return new ChatChanged.Done(room.get().id());
        });
    }

    /// Makes the right to send of a row, where everything that it rests on still holds: encrypted now, to those who are in the room now.
    Revival<Released.Chat> revive(Tx tx, Waiting row) throws VaultException {
        return switch (row.cargo()) {
            case Cargo.Chat chat -> revived(tx, row, chat);
            case Cargo.Mail _,Cargo.Signal _ -> throw new IllegalArgumentException("a message of the chat was meant");
        };
    }

    private Revival<Released.Chat> revived(Tx tx, Waiting row, Cargo.Chat cargo) throws VaultException {
        Optional<ChatForm> form = ChatForm.read(cargo.form());
        if (form.isEmpty() || !Digest.of(cargo.room(), cargo.sender(), cargo.form()).equals(row.digest())) {
            return new Revival.Held<>("altered");
        }
        Optional<ChatAccount> seat = seats.list(tx).stream()
                .filter(one -> one.account().equals(row.account()) && one.address().equals(cargo.sender()))
                .findFirst();
        Optional<RoomRow> room = keeping.find(tx, cargo.room());
        if (seat.isEmpty() || room.isEmpty()) {
            return new Revival.Held<>((seat.isEmpty() ? Why.NO_SEAT : Why.NO_SUCH_ROOM).word());
        }
        Instant now = clock.instant();
        List<Reader> readers;
        if (form.get().matter() instanceof ChatMatter.Farewell farewell) {
            readers = room.get().holds(farewell.key())
                    ? List.of()
                    : wall.reader(tx, farewell.key(), now).stream().toList();
            if (readers.isEmpty()) {
                return new Revival.Held<>(Why.NOT_STAFF.word());
            }
        } else {
            boolean leaves = form.get().matter() instanceof ChatMatter.Removed(Fingerprint key, Address _)
                    && key.equals(seat.get().key());
            if (!room.get().holds(seat.get().key()) && !leaves) {
                return new Revival.Held<>(Why.NOT_A_MEMBER.word());
            }
            Wall.Look look = wall.look(tx, room.get(), now);
            if (!look.isFirm()) {
                return new Revival.Held<>(refusals(look).getFirst().why().word());
            }
            readers = others(look, seat.get());
            if (readers.isEmpty()) {
                return new Revival.Held<>(Why.NOBODY_THERE.word());
            }
        }
        return encrypted(tx, row, form.get(), room.get(), seat.get(), readers);
    }

    private Revival<Released.Chat> encrypted(Tx tx, Waiting row, ChatForm form, RoomRow room, ChatAccount seat,
            List<Reader> readers) throws VaultException {
        List<SecretKey> ours = people.allKeys(tx);
        try {
            Optional<SecretKey> signer = ours.stream().filter(key -> key.fingerprint().equals(seat.key())).findFirst();
            if (signer.isEmpty()) {
                return new Revival.Held<>(Why.NO_SEAT.word());
            }
            if (!(signer.get().certificate()
                    .usability(clock.instant()) instanceof Usability.Usable(EncryptionKey own))) {
                return new Revival.Held<>(Why.KEY_UNUSABLE.word());
            }
            EncryptedMail mail = writing.mail(form, room, new ChatWriting.Author(seat, signer.get(), own), readers,
                    clock.instant());
            messages.leavesAs(tx, row.message(), mail.bytes());
            Set<Address> to = readers.stream().map(Reader::address)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            return new Revival.Ready<>(new Released.Chat(row.id(), row.account(),
                    new Envelope(seat.address(), List.copyOf(to)), mail.bytes(),
                    new Proof.Encrypted(mail.ciphertext().recipients())));
        } catch (CryptoException e) {
            return new Revival.Held<>(Why.ENCRYPTION_FAILED.word());
        } finally {
            ours.forEach(SecretKey::close);
        }
    }

    private ChatVerdict examine(Tx tx, ChatDraft draft) throws VaultException {
        if (draft.body().isBlank() && draft.attachments().isEmpty()) {
            throw new IllegalArgumentException("nothing to send");
        }
        Optional<RoomRow> room = keeping.find(tx, draft.room());
        Optional<ChatAccount> seat = seat(tx, draft.author());
        List<ChatRefusal> refusals = new ArrayList<>();
        standing(tx, room, seat).ifPresent(refusals::add);
        boolean elsewhere = draft.replyTo().isPresent()
                && !rooms.of(tx, draft.replyTo().get()).equals(Optional.of(draft.room()));
        if (elsewhere) {
            refusals.add(ChatRefusal.of(Why.QUOTE_OF_ANOTHER_ROOM));
        }
        List<Reader> readers = List.of();
        if (room.isPresent()) {
            Wall.Look look = wall.look(tx, room.get(), clock.instant());
            refusals.addAll(refusals(look));
            readers = seat.isPresent() ? others(look, seat.get()) : List.of();
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

    private Optional<ChatAccount> seat(Tx tx, String name) throws VaultException {
        Optional<Person> person = people.byName(tx, name);
        return person.isEmpty() ? Optional.empty() : seats.ofPerson(tx, person.get().id());
    }

    /// Whether a person of ours stands where they can say something.
    private Optional<ChatRefusal> standing(Tx tx, Optional<RoomRow> room, Optional<ChatAccount> seat)
            throws VaultException {
        if (room.isEmpty()) {
            return Optional.of(ChatRefusal.of(Why.NO_SUCH_ROOM));
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

    private List<ChatRefusal> inTheWay(Tx tx, RoomRow room) throws VaultException {
        return refusals(wall.look(tx, room, clock.instant()));
    }

    private static List<ChatRefusal> refusals(Wall.Look look) {
        List<ChatRefusal> refusals = new ArrayList<>();
        look.stops().forEach(stop -> refusals.add(ChatRefusal.of(why(stop.why()), stop.address(), stop.key())));
        look.unusable().forEach(one -> refusals.add(ChatRefusal.of(Why.KEY_UNUSABLE, one.address(), one.key())));
        return refusals;
    }

    /// Why somebody can't be in a room; empty where they can.
    private Optional<ChatRefusal> outsider(Tx tx, Fingerprint key) throws VaultException {
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

    private static List<Reader> others(Wall.Look look, ChatAccount seat) {
        return look.readers().stream().filter(reader -> !reader.key().fingerprint().equals(seat.key())).toList();
    }

    private Roster with(Tx tx, Roster roster, Fingerprint member, long now) throws VaultException {
        Optional<ChatAccount> ours = seats.find(tx, member);
        if (ours.isPresent()) {
            return roster.with(member, ours.get().address(), ours.get().name(), now);
        }
        Colleague pinned = staff.find(tx, member).orElseThrow();
        return roster.with(member, pinned.address(), pinned.name(), now);
    }

    private static ChatChanged refused(ChatRefusal refusal) {
        return new ChatChanged.Refused(List.of(refusal));
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && name.codePoints().noneMatch(Character::isISOControl);
    }

    private Duration length(Tx tx, Grace grace) throws VaultException {
        return switch (grace) {
            case NONE -> Duration.ZERO;
            case AS_SET -> Duration.ofSeconds(settings.number(tx, Setting.UNDO_SECONDS));
        };
    }
}
