package guichet.inbox;

import guichet.crypto.Cast;
import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.OpenPgp;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.accounts.AccountsSchema;
import guichet.inbox.archive.ArchiveSchema;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.InboxSchema;
import guichet.inbox.cases.IncomingMail;
import guichet.inbox.cases.Messages;
import guichet.inbox.endings.EndingsSchema;
import guichet.inbox.gate.GateSchema;
import guichet.inbox.intake.Arrival;
import guichet.inbox.intake.Rejudge;
import guichet.inbox.intake.Taken;
import guichet.inbox.intake.VaultIntake;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalSchema;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.mime.MailReader;
import guichet.inbox.mime.Outgoing;
import guichet.inbox.mime.ReadLimits;
import guichet.inbox.signal.SignalSchema;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactChange;
import guichet.keystore.Contacts;
import guichet.keystore.Decided;
import guichet.keystore.KeySource;
import guichet.keystore.Keyring;
import guichet.keystore.NewPerson;
import guichet.keystore.People;
import guichet.keystore.Person;
import guichet.keystore.Settings;
import guichet.keystore.TempVault;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// A desk where tests work: a real vault in which Alice is the only person, every store on it, real keys, a clock at [Cast#NOW] that
/// the test moves. What others see of the organisation is Alice's address.
public final class TestDesk implements AutoCloseable {
    /// Alice, at the screen.
    public static final Actor ALICE = new Actor("alice", Via.SCREEN);
    /// Every table of inbox.
    public static final List<Schema> SCHEMAS = List.of(AccountsSchema.SCHEMA, JournalSchema.SCHEMA, InboxSchema.SCHEMA,
            SignalSchema.SCHEMA, guichet.inbox.chat.ChatSchema.SCHEMA,
            GateSchema.SCHEMA, ArchiveSchema.SCHEMA, EndingsSchema.SCHEMA);

    private static final AtomicLong SERIAL = new AtomicLong();

    public final TestClock clock = new TestClock(Cast.NOW);
    public final People people = new People();
    public final Settings settings = new Settings();
    public final Contacts contacts = new Contacts();
    public final Keyring keyring = new Keyring(people, settings, contacts);
    public final Accounts accounts = new Accounts();
    public final Journal journal = new Journal(clock, new SecureRandom());
    public final Cases cases = new Cases(journal, clock);
    public final Messages messages = new Messages(journal, keyring, clock);
    public final MailReader reader = new MailReader(new OpenPgp(), ReadLimits.DEFAULT, clock);
    public final MailBuilder builder = new MailBuilder(new OpenPgp(), new SecureRandom());
    private final IncomingMail incoming = new IncomingMail(journal, keyring, contacts, people, accounts, clock);
    private final TempVault temp;

    private TestDesk(TempVault temp) {
        this.temp = temp;
    }

    public static TestDesk open() throws VaultException {
        Address address = address(Cast.alice().address());
        return new TestDesk(TempVault.make(
                (tx, slot) -> new People().add(tx, new NewPerson("alice", address, Cast.alice().key()), slot),
                SCHEMAS.toArray(Schema[]::new)));
    }

    public Vault vault() {
        return temp.vault();
    }

    public TempVault temp() {
        return temp;
    }

    public VaultIntake intake() {
        return new VaultIntake(vault(), people, keyring, incoming, reader, journal, clock);
    }

    public Rejudge rejudge() {
        return new Rejudge(vault(), people, keyring, incoming, reader, journal, clock);
    }

    public IncomingMail incoming() {
        return incoming;
    }

    /// Takes a mail in as if it came by a file.
    public MessageId take(byte[] rawMail) throws VaultException {
        Taken taken = intake().take(rawMail, new Arrival.Imported());
        return ((Taken.Here) taken).id();
    }

    public Person alice() throws VaultException {
        return read(tx -> people.byName(tx, "alice")).orElseThrow();
    }

    /// Imports somebody's key; nobody has accepted it yet.
    public void importKey(Cast.Member member) throws VaultException {
        write(tx -> keyring.importCertificate(tx, member.certificate(), KeySource.FILE, clock.instant()));
    }

    /// Imports somebody's key, and Alice accepts it for their address.
    public void acceptKey(Cast.Member member) throws VaultException {
        importKey(member);
        Person alice = alice();
        Decided decided = write(tx -> keyring.accept(tx, member.certificate().fingerprint(),
                Set.of(address(member.address())), alice.id(), clock.instant()));
        if (!(decided instanceof Decided.Done)) {
            throw new IllegalStateException("not accepted: " + decided);
        }
    }

    public Contact addContact(String name, String... addresses) throws VaultException {
        List<Address> parsed = Arrays.stream(addresses).map(TestDesk::address).toList();
        return switch (write(tx -> contacts.add(tx, name, parsed))) {
            case ContactChange.Done(Contact contact) -> contact;
            case ContactChange other -> throw new IllegalStateException("no contact: " + other);
        };
    }

    /// Opens a case, with its contacts.
    public CaseId openCase(String title, Contact... with) throws VaultException {
        return write(tx -> {
            CaseId id = cases.open(tx, title, ALICE);
            for (Contact contact : with) {
                cases.addContact(tx, id, contact.id(), ALICE);
            }
            return id;
        });
    }

    public Message show(MessageId id) throws VaultException {
        return read(tx -> messages.show(tx, id)).orElseThrow();
    }

    /// Oldest first.
    public List<JournalEntry> journal() throws VaultException {
        return read(tx -> journal.list(tx, JournalFilter.ALL)).reversed();
    }

    public <T> T write(Work<T> work) throws VaultException {
        return temp.vault().write(work);
    }

    public <T> T read(Work<T> work) throws VaultException {
        return temp.vault().read(work);
    }

    /// What somebody outside is about to write to Alice now.
    public Letter letter(Cast.Member from, String subject, String body) {
        return new Letter(from, from.address(), from, Cast.alice().address(),
                "m" + SERIAL.incrementAndGet() + "@example.org", subject, body, clock.instant(), List.of());
    }

    public static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    @Override
    public void close() throws VaultException {
        temp.close();
    }

    /// A mail to Alice, of which every part may be forged.
    ///
    /// @param from      whose address is claimed
    /// @param signer    whose key really signs
    /// @param answering Message-IDs, oldest first
    public record Letter(Cast.Member from, String fromAddress, Cast.Member signer, String to, String wireId,
            String subject,
            String body, Instant date, List<String> answering) {

        public Letter signedBy(Cast.Member other) {
            return new Letter(from, fromAddress, other, to, wireId, subject, body, date, answering);
        }

        public Letter claimingToBe(String address) {
            return new Letter(from, address, signer, to, wireId, subject, body, date, answering);
        }

        public Letter answering(String... wireIds) {
            return new Letter(from, fromAddress, signer, to, wireId, subject, body, date, List.of(wireIds));
        }

        public Letter at(Instant when) {
            return new Letter(from, fromAddress, signer, to, wireId, subject, body, when, answering);
        }

        /// What its author wrote on it, whoever gets it.
        public Letter addressedTo(String address) {
            return new Letter(from, fromAddress, signer, address, wireId, subject, body, date, answering);
        }

        public Letter named(String otherWireId) {
            return new Letter(from, fromAddress, signer, to, otherWireId, subject, body, date, answering);
        }

        /// Encrypted to Alice and signed inside.
        public byte[] encrypted(TestDesk desk) {
            return encryptedTo(desk, Cast.alice());
        }

        public byte[] encryptedTo(TestDesk desk, Cast.Member reader) {
            try {
                EncryptionKey key = reader.encryptionKey();
                return desk.builder
                        .encrypted(outgoing(), List.of(key), signer.key(), MailBuilder.Threading.INSIDE_ONLY).bytes();
            } catch (CryptoException e) {
                throw new IllegalStateException(e);
            }
        }

        public byte[] clear(TestDesk desk) {
            return desk.builder.clear(outgoing());
        }

        private Outgoing outgoing() {
            return new Outgoing(address(fromAddress), from.name(), List.of(address(to)), List.of(), date, wireId,
                    answering.isEmpty() ? Optional.empty() : Optional.of(answering.getLast()), answering,
                    subject, body, List.of());
        }
    }
}
