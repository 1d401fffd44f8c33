package guichet.inbox.gate;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.accounts.AccountsSchema;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.InboxSchema;
import guichet.inbox.cases.Messages;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalSchema;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.signal.SignalSchema;
import guichet.keystore.Address;
import guichet.keystore.Contacts;
import guichet.keystore.KeySource;
import guichet.keystore.Keyring;
import guichet.keystore.NewPerson;
import guichet.keystore.People;
import guichet.keystore.PersonId;
import guichet.keystore.Settings;
import guichet.keystore.TempVault;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Alice's desk with a real vault: Bob's key is verified, the others' are as their names say, and the clock goes when it is told to.
final class GateDesk implements AutoCloseable {
    static final List<Schema> SCHEMAS = List.of(JournalSchema.SCHEMA, InboxSchema.SCHEMA, SignalSchema.SCHEMA,
            guichet.inbox.chat.ChatSchema.SCHEMA,
            AccountsSchema.SCHEMA,
            GateSchema.SCHEMA, guichet.inbox.archive.ArchiveSchema.SCHEMA,
            guichet.inbox.endings.EndingsSchema.SCHEMA);
    static final Actor ALICE = new Actor("alice", Via.SCREEN);
    static final Address BOB = new Address(Cast.bob().address());
    static final Address CAROL = new Address(Cast.carolExpired().address());
    static final Address DAVE = new Address(Cast.daveRevoked().address());
    static final Address NOBODY = new Address("nobody@example.org");

    final TempVault temp;
    final Vault vault;
    final Moving clock = new Moving();
    final Journal journal;
    final Keyring keyring;
    final Messages messages;
    final Cases cases;
    final Gate gate;
    final Outbox outbox;
    final Drafts drafts;
    final AccountId account;
    final PersonId alice;

    GateDesk() throws VaultException {
        SecureRandom random = new SecureRandom();
        People people = new People();
        Accounts accounts = new Accounts();
        Settings settings = new Settings();
        keyring = new Keyring(people, settings, new Contacts());
        temp = TempVault.make((tx, slot) -> people.add(tx,
                new NewPerson("alice", new Address(Cast.alice().address()), Cast.alice().key()), slot),
                SCHEMAS.toArray(Schema[]::new));
        vault = temp.vault();
        journal = new Journal(clock, random);
        messages = new Messages(journal, keyring, clock);
        cases = new Cases(journal, clock);
        alice = vault.read(tx -> people.byName(tx, "alice").orElseThrow().id());
        account = vault.write(tx -> {
            for (Cast.Member known : List.of(Cast.bob(), Cast.carolExpired(), Cast.daveRevoked())) {
                keyring.importCertificate(tx, known.certificate(), KeySource.FILE, Cast.NOW);
                keyring.verify(tx, known.certificate().fingerprint(), "in person", alice, Cast.NOW);
            }
            try (Secret password = Secret.of("pw".toCharArray())) {
                return accounts.addMail(tx, new Accounts.NewMailAccount(new Address(Cast.alice().address()), "Alice",
                        "imaps://mail.ngo.test", "smtps://mail.ngo.test", "alice", List.of("INBOX"), Optional.empty()),
                        password);
            }
        });
        gate = new Gate(vault, keyring, people, accounts, settings, messages, journal,
                new MailBuilder(new OpenPgp(), random),
                clock, random);
        outbox = new Outbox(vault, messages, journal, clock);
        drafts = new Drafts(clock);
    }

    Courier courier(Transport<Released.Mail> transport) {
        return new Courier(vault, gate, journal, transport, clock);
    }

    static MailDraft draft(Address... to) {
        return draft(List.of(to), List.of(), List.of());
    }

    static MailDraft draft(List<Address> to, List<Address> cc, List<Address> bcc) {
        return new MailDraft(Optional.empty(), "alice", to, cc, bcc, Optional.empty(), "Documents demandés",
                "Bonjour, voici les documents.", List.of(), Optional.empty());
    }

    static MailDraft with(AttachedFile file, MailDraft draft) {
        return new MailDraft(draft.id(), draft.author(), draft.to(), draft.cc(), draft.bcc(), draft.caseId(),
                draft.subject(),
                draft.body(), List.of(file), draft.replyTo());
    }

    static MailDraft in(CaseId id, MailDraft draft) {
        return new MailDraft(draft.id(), draft.author(), draft.to(), draft.cc(), draft.bcc(), Optional.of(id),
                draft.subject(), draft.body(), draft.attachments(), draft.replyTo());
    }

    static MailDraft saying(String subject, String body, MailDraft draft) {
        return new MailDraft(draft.id(), draft.author(), draft.to(), draft.cc(), draft.bcc(), draft.caseId(), subject,
                body,
                draft.attachments(), draft.replyTo());
    }

    Gate.Release.Queued released(MailDraft draft) throws VaultException {
        return (Gate.Release.Queued) gate.release((Verdict.Passed) gate.examine(draft), ALICE, Grace.NONE);
    }

    Gate.Release overridden(MailDraft draft, String reason, Address... inClear) throws VaultException {
        return gate.override((Verdict.Refused) gate.examine(draft), java.util.Set.of(inClear), reason, ALICE,
                Grace.NONE);
    }

    /// A further person whose key is verified.
    Address knowAmelie() throws VaultException {
        vault.write(tx -> {
            keyring.importCertificate(tx, Cast.amelie().certificate(), KeySource.FILE, Cast.NOW);
            return keyring.verify(tx, Cast.amelie().certificate().fingerprint(), "in person", alice, Cast.NOW);
        });
        return new Address(Cast.amelie().address());
    }

    OutboxRow.State state(OutboxId id) throws VaultException {
        return vault.read(tx -> outbox.find(tx, id)).orElseThrow().state();
    }

    @Override
    public void close() throws VaultException {
        temp.close();
    }

    /// A clock that stands still until it is moved.
    static final class Moving extends Clock {
        private Instant now = Cast.NOW;

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
