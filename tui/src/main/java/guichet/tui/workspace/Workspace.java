package guichet.tui.workspace;

import guichet.crypto.OpenPgp;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.archive.BagStores;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.IncomingMail;
import guichet.inbox.cases.MachineRules;
import guichet.inbox.cases.Messages;
import guichet.inbox.endings.AfterRestore;
import guichet.inbox.gate.ChatGate;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Outbox;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.intake.AttachmentOpening;
import guichet.inbox.intake.MailIntake;
import guichet.inbox.intake.Rejudge;
import guichet.inbox.intake.VaultIntake;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalAudit;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.mime.MailReader;
import guichet.inbox.mime.ReadLimits;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Person;
import guichet.keystore.Settings;
import guichet.keystore.vault.SlotId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.transports.chat.ChatTransport;
import guichet.transports.keys.WebKeyDirectory;
import guichet.transports.mail.AccountCheck;
import guichet.transports.mail.FetchLimits;
import guichet.transports.mail.MailChannel;
import guichet.transports.mail.Patience;
import guichet.transports.mail.SmtpTransport;
import guichet.transports.net.Route;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An open vault with the person who opened it, and everything that works on it. Commands and the text UI use the same.
///
/// Any thread; closing it closes the vault and wipes its key.
public final class Workspace implements AutoCloseable {
    private static final Duration QUIET = Duration.ofHours(1);
    private static final int RECENT = 50;

    private final Vault vault;
    private final SlotId slot;
    private final Person person;
    private final Clock clock;
    private final Machine machine = new Machine();
    private final OpenPgp openPgp = new OpenPgp();
    private final People people = new People();
    private final Settings settings = new Settings();
    private final Contacts contacts = new Contacts();
    private final Keyring keyring = new Keyring(people, settings, contacts);
    private final Accounts accounts = new Accounts();
    private final Journal journal;
    private final JournalAudit audit;
    private final Cases cases;
    private final Messages messages;
    private final Drafts drafts;
    private final Outbox outbox;
    private final Gate gate;
    private final MailIntake intake;
    private final Rejudge rejudge;
    private final SmtpTransport smtp;
    private final Courier courier;
    private final SecureRandom random;
    private final SignalDesk signal;
    private final ChatDesk chat;
    private final EndingsDesk endings;
    private final ArchiveDesk archive;

    Workspace(Vault vault, SlotId slot, Person person, Clock clock, SecureRandom random) {
        this.vault = vault;
        this.slot = slot;
        this.person = person;
        this.clock = clock;
        this.journal = new Journal(clock, random);
        this.audit = new JournalAudit(journal, openPgp, clock);
        this.cases = new Cases(journal, clock);
        this.messages = new Messages(journal, keyring, clock);
        this.drafts = new Drafts(clock);
        this.outbox = new Outbox(vault, messages, journal, clock);
        this.gate = new Gate(vault, keyring, people, accounts, settings, messages, journal,
                new MailBuilder(openPgp, random),
                clock, random);
        MailReader reader = new MailReader(openPgp, ReadLimits.DEFAULT, clock);
        IncomingMail store = new IncomingMail(journal, keyring, contacts, people, accounts, clock);
        this.intake = new VaultIntake(vault, people, keyring, store, reader, journal, clock);
        this.rejudge = new Rejudge(vault, people, keyring, store, reader, journal, clock);
        this.smtp = new SmtpTransport(vault, accounts, Patience.DEFAULT);
        this.courier = new Courier(vault, gate, journal, smtp, clock);
        this.random = random;
        this.signal = new SignalDesk(vault, settings, journal, keyring, contacts, messages, clock, random);
        this.chat = new ChatDesk(keyring, contacts, journal, new ChatGate(vault, people, keyring, cases, messages,
                journal, settings, new MailBuilder(openPgp, random), clock, random), clock);
        BagStores stores = new BagStores(cases, contacts, keyring, people, signal.identities(), journal, clock);
        this.archive = new ArchiveDesk(vault, stores, random);
        this.endings = new EndingsDesk(vault, stores, accounts, settings, audit, random);
    }

    public Vault vault() {
        return vault;
    }

    /// The slot that it was opened by; the recovery key's own where it was that.
    public SlotId slot() {
        return slot;
    }

    /// Who works here.
    public Person person() {
        return person;
    }

    /// Who works here, for the journal.
    public Actor actor(Via via) {
        return new Actor(person.name(), via);
    }

    /// Journals that the vault was opened: each time at the screen, and once an hour at most for commands, of which scripts run many.
    public void noteUnlock(Via via) throws VaultException {
        if (via != Via.COMMAND || vault.read(this::lastUnlockByCommand).map(this::isLongAgo).orElse(true)) {
            vault.write(tx -> journal.append(tx, JournalKind.UNLOCKED, JournalEntry.Payload.by(actor(via))));
        }
    }

    private Optional<Instant> lastUnlockByCommand(Tx tx) throws VaultException {
        return journal
                .list(tx, new JournalFilter(Optional.empty(), Optional.of(JournalKind.UNLOCKED),
                        JournalFilter.Exposures.AND_OTHERS, Optional.empty(), RECENT))
                .stream().filter(entry -> entry.payload().actor().equals(actor(Via.COMMAND)))
                .map(JournalEntry::time).findFirst();
    }

    private boolean isLongAgo(Instant time) {
        return time.plus(QUIET).isBefore(clock.instant());
    }

    public Clock clock() {
        return clock;
    }

    public Machine machine() {
        return machine;
    }

    public People people() {
        return people;
    }

    public Settings settings() {
        return settings;
    }

    public Keyring keyring() {
        return keyring;
    }

    public Contacts contacts() {
        return contacts;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Journal journal() {
        return journal;
    }

    public JournalAudit audit() {
        return audit;
    }

    public Cases cases() {
        return cases;
    }

    public Messages messages() {
        return messages;
    }

    /// Opens encrypted attachments, by a person's act.
    public AttachmentOpening attachments() {
        return new AttachmentOpening(vault, people, keyring, openPgp, clock);
    }

    /// Which services of our own have a view to themselves.
    public MachineRules machineRules() {
        return new MachineRules(journal, keyring, clock);
    }

    public Drafts drafts() {
        return drafts;
    }

    public Outbox outbox() {
        return outbox;
    }

    public Gate gate() {
        return gate;
    }

    public MailIntake intake() {
        return intake;
    }

    /// Looks again at messages that other keys may show better; run it after each change of a key.
    public Rejudge rejudge() {
        return rejudge;
    }

    /// Carries what waits in the outbox. To be run only while this process holds the vault's courier lock.
    public Courier courier() {
        return courier;
    }

    /// The same for the chat.
    public Courier roomCourier() {
        return new Courier(vault, chat.gate(), journal, new ChatTransport(smtp), clock);
    }

    /// Asks the world for keys, by a person's act.
    public KeyLookup keyLookup() throws VaultException {
        Route route = vault.read(tx -> Route.now(tx, settings));
        return new KeyLookup(vault, keyring, journal, WebKeyDirectory.over(route), clock);
    }

    /// Tries the servers of an account; the caller closes it.
    public AccountCheck accountCheck() throws VaultException {
        return AccountCheck.now(vault, settings);
    }

    /// Everything about Signal.
    public SignalDesk signal() {
        return signal;
    }

    /// The internal chat.
    public ChatDesk chat() {
        return chat;
    }

    /// How cases end.
    public EndingsDesk endings() {
        return endings;
    }

    /// What takes cases to an archive, and brings them back.
    public ArchiveDesk archive() {
        return archive;
    }

    /// To make a vault that was just restored safe to work in, before anything else.
    public AfterRestore afterRestore() {
        return new AfterRestore(vault, cases, outbox, endings.destruction(), journal);
    }

    /// Mail of every account and the chat, in and out, and Signal under the same lock; the caller closes it.
    public MailChannel mail() {
        return new MailChannel(vault, accounts, new Arrivals(), intake, List.of(courier, roomCourier()), clock, random,
                Patience.DEFAULT,
                FetchLimits.DEFAULT, signal.channel());
    }

    @Override
    public void close() throws VaultException {
        smtp.close();
        vault.close();
    }
}
