package guichet.inbox.chat;

import guichet.crypto.Cast;
import guichet.crypto.Fingerprint;
import guichet.crypto.OpenPgp;
import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.inbox.TestClock;
import guichet.inbox.TestDesk;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.IncomingMail;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.ChatChanged;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.ChatGate;
import guichet.inbox.gate.ChatRelease;
import guichet.inbox.gate.ChatVerdict;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.Released;
import guichet.inbox.gate.Transport;
import guichet.inbox.intake.Arrival;
import guichet.inbox.intake.Rejudge;
import guichet.inbox.intake.Taken;
import guichet.inbox.intake.VaultIntake;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.mime.MailReader;
import guichet.inbox.mime.ReadLimits;
import guichet.keystore.Address;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.NewPerson;
import guichet.keystore.People;
import guichet.keystore.Settings;
import guichet.keystore.TempVault;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One person's hub in tests of the chat: a real vault, real keys, and a post office that is the list of what left.
public final class Hub implements AutoCloseable, Transport<Released.Chat> {
    public final TestClock clock;
    public final Cast.Member member;
    public final Actor self;
    public final People people = new People();
    public final Settings settings = new Settings();
    public final Contacts contacts = new Contacts();
    public final Keyring keyring = new Keyring(people, settings, contacts);
    public final Journal journal;
    public final Messages messages;
    public final Cases cases;
    public final Rooms rooms = new Rooms(keyring);
    public final ChatAlarms alarms;
    public final Pinning pinning;
    public final ChatGate gate;
    public final Outbox outbox;
    public final MailBuilder builder = new MailBuilder(new OpenPgp(), new Meanwhile());
    private Optional<Deed> meanwhile = Optional.empty();
    public final List<Released.Chat> left = new ArrayList<>();
    private final VaultIntake intake;
    private final Rejudge rejudge;
    private final Courier courier;
    private final TempVault temp;

    private Hub(TempVault temp, Cast.Member member, TestClock clock) {
        this.temp = temp;
        this.member = member;
        this.clock = clock;
        SecureRandom random = new SecureRandom();
        Accounts accounts = new Accounts();
        self = new Actor(member.name(), Via.SCREEN);
        journal = new Journal(clock, random);
        messages = new Messages(journal, keyring, clock);
        cases = new Cases(journal, clock);
        alarms = new ChatAlarms(journal, keyring, clock);
        pinning = new Pinning(contacts, keyring, journal, clock);
        gate = new ChatGate(temp.vault(), people, keyring, cases, messages, journal, settings, builder, clock, random);
        outbox = new Outbox(temp.vault(), messages, journal, clock);
        IncomingMail store = new IncomingMail(journal, keyring, contacts, people, accounts, clock);
        MailReader reader = new MailReader(new OpenPgp(), ReadLimits.DEFAULT, clock);
        intake = new VaultIntake(temp.vault(), people, keyring, store, reader, journal, clock);
        rejudge = new Rejudge(temp.vault(), people, keyring, store, reader, journal, clock);
        courier = new Courier(temp.vault(), gate, journal, this, clock);
    }

    @FunctionalInterface
    public interface Deed {
        void run() throws VaultException;
    }

    /// What somebody does while the next mail is being made, once.
    public void meanwhile(Deed deed) {
        meanwhile = Optional.of(deed);
    }

    private final class Meanwhile extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            if (meanwhile != null && meanwhile.isPresent()) {
                Deed deed = meanwhile.get();
                meanwhile = Optional.empty();
                try {
                    deed.run();
                } catch (VaultException e) {
                    throw new AssertionError(e);
                }
            }
            super.nextBytes(bytes);
        }
    }

    public static Hub of(Cast.Member member, TestClock clock) throws VaultException {
        Hub hub = new Hub(TempVault.make(
                (tx, slot) -> new People().add(tx, new NewPerson(member.name(), new Address(member.address()),
                        member.key()), slot),
                TestDesk.SCHEMAS.toArray(Schema[]::new)), member, clock);
        hub.write(tx -> {
            try (Secret password = Secret.of("pw".toCharArray())) {
                AccountId mail = new Accounts().addMail(tx, new Accounts.NewMailAccount(hub.address(), member.name(),
                        "imaps://mail.ngo.test", "smtps://mail.ngo.test", member.name(), List.of("INBOX"),
                        Optional.empty()), password);
                return new ChatAccounts().add(tx, mail, hub.address(),
                        hub.people.byName(tx, member.name()).orElseThrow(), member.name(), clock.instant());
            }
        });
        return hub;
    }

    public Address address() {
        return new Address(member.address());
    }

    public Fingerprint key() {
        return member.certificate().fingerprint();
    }

    /// Puts each on the other's staff list.
    public static void know(Hub... hubs) throws VaultException {
        for (Hub one : hubs) {
            for (Hub other : hubs) {
                if (one != other) {
                    one.pin(other.member);
                }
            }
        }
    }

    public Pinned pin(Cast.Member other) throws VaultException {
        return write(tx -> pinning.pin(tx, new StaffCard(other.name(), new Address(other.address()),
                other.certificate()), Colleague.How.IN_PERSON, self));
    }

    public RoomId make(NewRoom room) throws VaultException {
        return ((ChatChanged.Done) gate.create(room, self)).room();
    }

    /// A group with these, who are pinned for it and told of it; five minutes later.
    RoomId groupWith(Cast.Member... members) throws VaultException {
        List<Fingerprint> keys = new ArrayList<>();
        for (Cast.Member one : members) {
            pin(one);
            keys.add(one.certificate().fingerprint());
        }
        RoomId room = make(new NewRoom.Group("Dossier", keys));
        post();
        clock.advance(java.time.Duration.ofMinutes(5));
        return room;
    }

    /// What a room is called on the wire.
    String wireName(RoomId room) throws VaultException {
        return read(tx -> RoomTable.find(tx, room)).orElseThrow().group().orElseThrow();
    }

    public ChatChanged change(RoomId room, ChatChange change) throws VaultException {
        return gate.change(room, change, self);
    }

    public ChatDraft draft(RoomId room, String words, AttachedFile... files) {
        return new ChatDraft(Optional.empty(), member.name(), Optional.empty(), room, words, List.of(files),
                Optional.empty());
    }

    public MessageId say(RoomId room, String words, AttachedFile... files) throws VaultException {
        return say(draft(room, words, files));
    }

    public MessageId answer(RoomId room, MessageId to, String words) throws VaultException {
        return say(new ChatDraft(Optional.empty(), member.name(), Optional.empty(), room, words, List.of(),
                Optional.of(to)));
    }

    public MessageId say(ChatDraft draft) throws VaultException {
        ChatVerdict verdict = gate.examine(draft);
        if (verdict instanceof ChatVerdict.Refused refused) {
            throw new IllegalStateException(refused.refusals().toString());
        }
        return ((ChatRelease.Queued) gate.release((ChatVerdict.Passed) verdict, Grace.NONE)).message();
    }

    /// Sends what waits, and hands it to whoever it is for among these; a second later.
    public List<Released.Chat> post(Hub... others) throws VaultException {
        left.clear();
        courier.deliverDue();
        clock.advance(java.time.Duration.ofSeconds(1));
        List<Released.Chat> sent = List.copyOf(left);
        for (Released.Chat mail : sent) {
            for (Hub other : others) {
                if (mail.envelope().recipients().contains(other.address())) {
                    other.take(mail.bytes());
                }
            }
        }
        return sent;
    }

    public MessageId take(byte[] mail) throws VaultException {
        Taken taken = intake.take(mail, new Arrival.Imported());
        return ((Taken.Here) taken).id();
    }

    /// Reads again what other keys may show better.
    ///
    /// @return how many were
    public int rejudge() throws VaultException {
        return rejudge.run((_, _) -> {
        }, () -> false);
    }

    public Room room(RoomId id) throws VaultException {
        return read(tx -> rooms.find(tx, id)).orElseThrow();
    }

    /// The one that was made last.
    public RoomId newest() throws VaultException {
        return read(tx -> rooms.list(tx)).stream().map(Room::id).max((a, b) -> Long.compare(a.value(), b.value()))
                .orElseThrow();
    }

    public List<RoomLine> lines(RoomId id) throws VaultException {
        return read(tx -> rooms.page(tx, id, Optional.empty(), 500));
    }

    public List<RoomLine.Said> said(RoomId id) throws VaultException {
        return lines(id).stream().filter(RoomLine.Said.class::isInstance).map(RoomLine.Said.class::cast).toList();
    }

    public List<String> words(RoomId id) throws VaultException {
        return said(id).stream().map(line -> line.author().name() + ": " + line.body()).toList();
    }

    public List<RoomLine.What> happened(RoomId id) throws VaultException {
        return lines(id).stream().filter(RoomLine.Happened.class::isInstance).map(RoomLine.Happened.class::cast)
                .map(RoomLine.Happened::what).toList();
    }

    public List<RoomLine.Why> asideIn(RoomId id) throws VaultException {
        return lines(id).stream().filter(RoomLine.SetAside.class::isInstance).map(RoomLine.SetAside.class::cast)
                .map(RoomLine.SetAside::why).toList();
    }

    public List<RoomLine.Why> aside() throws VaultException {
        return read(tx -> rooms.setAside(tx, 100)).stream().map(RoomLine.SetAside::why).toList();
    }

    public List<Fingerprint> members(RoomId id) throws VaultException {
        return read(tx -> rooms.members(tx, id)).stream().map(Member::key).toList();
    }

    public List<guichet.inbox.journal.JournalKind> journal() throws VaultException {
        return read(tx -> journal.list(tx, JournalFilter.ALL)).reversed().stream()
                .map(guichet.inbox.journal.JournalEntry::kind).toList();
    }

    public <T> T write(Work<T> work) throws VaultException {
        return temp.vault().write(work);
    }

    public <T> T read(Work<T> work) throws VaultException {
        return temp.vault().read(work);
    }

    public guichet.keystore.vault.Vault vault() {
        return temp.vault();
    }

    public TempVault temp() {
        return temp;
    }

    @Override
    public Outcome send(Released.Chat message, BeforeContent beforeContent) throws VaultException {
        beforeContent.run();
        left.add(message);
        return new Outcome.Sent("250 taken");
    }

    @Override
    public void close() throws VaultException {
        temp.close();
    }
}
