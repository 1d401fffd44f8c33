package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.TestClock;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.JournalSchema;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.signal.SignalSchema;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Settings;
import guichet.keystore.TempVault;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The stores on a vault of their own, with nobody in it; mail is stored as if read.
final class StoreDesk implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final Actor ALICE = new Actor("alice", Via.SCREEN);

    final TestClock clock = new TestClock(NOW);
    final Journal journal = new Journal(clock, new SecureRandom());
    final Contacts contacts = new Contacts();
    final Keyring keyring = new Keyring(new People(), new Settings(), contacts);
    final Cases cases = new Cases(journal, clock);
    final Messages messages = new Messages(journal, keyring, clock);
    private final TempVault temp;
    private int serial;

    StoreDesk() throws VaultException {
        temp = TempVault.make(JournalSchema.SCHEMA, InboxSchema.SCHEMA, SignalSchema.SCHEMA,
                guichet.inbox.chat.ChatSchema.SCHEMA);
    }

    Vault vault() {
        return temp.vault();
    }

    TempVault temp() {
        return temp;
    }

    <T> T write(Work<T> work) throws VaultException {
        return temp.vault().write(work);
    }

    boolean done(Work<Boolean> work) throws VaultException {
        return temp.vault().write(work);
    }

    <T> T read(Work<T> work) throws VaultException {
        return temp.vault().read(work);
    }

    MessageId store(Mail mail) throws VaultException {
        return write(tx -> store(tx, mail));
    }

    MessageId store(Tx tx, Mail mail) throws VaultException {
        return new MessageId(MessageWriter.insert(tx, mail.message(++serial), Judged.NOT, clock.instant()));
    }

    CaseId open(String title) throws VaultException {
        return write(tx -> cases.open(tx, title, ALICE));
    }

    List<JournalKind> journalled() throws VaultException {
        return read(tx -> journal.list(tx, JournalFilter.ALL)).reversed().stream().map(entry -> entry.kind()).toList();
    }

    @Override
    public void close() throws VaultException {
        temp.close();
    }

    /// A mail from Bob, in the clear, about to be stored.
    record Mail(String from, String subject, String body, Instant date, Channel channel, List<AttachedFile> files,
            List<String> references, Optional<Protection> protection) {
        static Mail saying(String body) {
            return new Mail("bob@example.org", "Bonjour", body, NOW, Channel.MAIL, List.of(), List.of(),
                    Optional.of(Protection.NONE));
        }

        Mail about(String words) {
            return new Mail(from, words, body, date, channel, files, references, protection);
        }

        Mail at(Instant when) {
            return new Mail(from, subject, body, when, channel, files, references, protection);
        }

        Mail by(Channel way) {
            return new Mail(from, subject, body, date, way, files, references, protection);
        }

        Mail from(String address) {
            return new Mail(address, subject, body, date, channel, files, references, protection);
        }

        Mail with(AttachedFile file) {
            return new Mail(from, subject, body, date, channel, List.of(file), references, protection);
        }

        Mail answering(String... wireIds) {
            return new Mail(from, subject, body, date, channel, files, List.of(wireIds), protection);
        }

        Mail judged(Protection verdict) {
            return new Mail(from, subject, body, date, channel, files, references, Optional.of(verdict));
        }

        private NewMessage message(int n) {
            byte[] raw = ("Message-ID: <m" + n + "@example.org>\r\n\r\n" + n).getBytes(StandardCharsets.UTF_8);
            return new NewMessage(channel, Direction.IN, Optional.empty(), new Party("Bob", from),
                    List.of(new Party("Alice", "alice@asso.example")), List.of(), date, subject, body, protection,
                    files,
                    Optional.of("m" + n + "@example.org"), references, raw, Optional.empty());
        }
    }
}
