package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.SignalLines.Who;
import guichet.keystore.ContactId;
import guichet.keystore.SafetyNumber;
import guichet.keystore.Setting;
import guichet.keystore.SignalDecided;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A vault with one account on Signal. As the bridge does, it hands the safety numbers over that are listed after a batch was read, unless it is
/// told to keep silent about them.
final class SignalDesk implements AutoCloseable {
    final TestDesk desk;
    final SignalIdentities identities;
    final SignalAccounts accounts;
    final IncomingSignal store;
    final SignalDecisions decisions;
    final SignalMessages details;
    final SignalSent sent;
    final SignalExpiry expiry;
    final VaultSignalIntake intake;
    final AccountId account;
    final Instant now;
    final Map<String, byte[]> files = new HashMap<>();
    private final Map<Who, SafetyNumber> keys = new HashMap<>();
    private long position;

    SignalDesk() throws VaultException {
        desk = TestDesk.open();
        identities = new SignalIdentities(desk.settings);
        accounts = new SignalAccounts(identities, desk.clock);
        store = new IncomingSignal(desk.journal, desk.keyring, desk.clock);
        decisions = new SignalDecisions(identities, store, desk.settings, desk.journal, desk.clock);
        details = new SignalMessages(identities);
        sent = new SignalSent(identities, store, desk.settings, desk.journal, desk.clock);
        expiry = new SignalExpiry(store, desk.settings, desk.journal, desk.clock);
        intake = intake(new EnvelopeReader());
        account = write(tx -> accounts.add(tx, SignalLines.US.phone(), "signal-cli", Optional.empty()));
        now = desk.clock.instant();
        keys.put(SignalLines.BOB, key('1'));
        keys.put(SignalLines.CAROL, key('3'));
        keys.put(SignalLines.MALLORY, key('6'));
    }

    VaultSignalIntake intake(EnvelopeReading reader) {
        return new VaultSignalIntake(desk.vault(),
                new SignalStores(identities, accounts, store, desk.settings, desk.journal, desk.clock), reader);
    }

    static SafetyNumber key(char digit) {
        String digits = (String.valueOf(digit).repeat(5) + " ").repeat(12).strip();
        return new SafetyNumber("05" + String.valueOf(digit).repeat(64), digits);
    }

    /// From now on signal-cli lists this one.
    void changeKey(Who who, char digit) {
        keys.put(who, key(digit));
    }

    SafetyNumber key(Who who) {
        return Objects.requireNonNull(keys.get(who));
    }

    TakenSignals take(String... lines) throws VaultException {
        return take(account, observed(), lines);
    }

    /// Before anybody has listed safety numbers.
    TakenSignals takeUnseen(String... lines) throws VaultException {
        return take(account, List.of(), lines);
    }

    TakenSignals take(AccountId of, List<ObservedIdentity> observed, String... lines) throws VaultException {
        List<SignalDelivery> deliveries = new ArrayList<>();
        for (String line : lines) {
            deliveries.add(SignalLines.delivery(line));
        }
        position += 1000;
        return intake.takeAll(deliveries, new SpoolMark(of, "spool-" + of, position), observed, this::file);
    }

    List<ObservedIdentity> observed() {
        return keys.entrySet().stream().map(one -> new ObservedIdentity(one.getKey().recipient(),
                Optional.of(one.getKey().phone()), one.getValue())).toList();
    }

    private AttachmentFiles.Contents file(String id, long most) {
        byte[] bytes = files.get(id);
        if (bytes == null) {
            return new AttachmentFiles.Contents.Missing();
        }
        return bytes.length > most || new String(bytes, StandardCharsets.UTF_8).equals("huge")
                ? new AttachmentFiles.Contents.TooLarge(bytes.length)
                : new AttachmentFiles.Contents.Bytes(bytes);
    }

    /// A person looks at their safety number and takes it.
    SignalIdentityId accept(Who who) throws VaultException {
        write(tx -> identities.met(tx, Optional.of(who.recipient()), Optional.of(who.phone()), who.name(), now));
        take();
        SignalIdentity known = identity(who);
        SignalDecisions.Decider alice = alice();
        SignalDecided decided = write(tx -> decisions.accept(tx, known.id(), key(who), alice));
        if (!(decided instanceof SignalDecided.Done)) {
            throw new IllegalStateException("not accepted: " + decided);
        }
        return known.id();
    }

    SignalDecisions.Decider alice() throws VaultException {
        return new SignalDecisions.Decider(TestDesk.ALICE, desk.alice().id());
    }

    SignalIdentity identity(Who who) throws VaultException {
        return read(tx -> identities.find(tx, who.recipient())).orElseThrow();
    }

    /// An open case with this person, accepted, as its contact.
    CaseId caseOf(Who who) throws VaultException {
        SignalIdentityId id = accept(who);
        ContactId contact = desk.addContact(who.name(), who.name() + "@example.org").id();
        write(tx -> decisions.link(tx, id, contact, TestDesk.ALICE));
        CaseId opened = write(tx -> desk.cases.open(tx, who.name(), TestDesk.ALICE));
        write(tx -> desk.cases.addContact(tx, opened, contact, TestDesk.ALICE));
        return opened;
    }

    Message show(MessageId id) throws VaultException {
        return read(tx -> desk.messages.show(tx, id)).orElseThrow();
    }

    Optional<CaseId> caseOf(MessageId id) throws VaultException {
        return show(id).summary().caseId();
    }

    SignalDetails details(MessageId id) throws VaultException {
        return read(tx -> details.details(tx, id)).orElseThrow();
    }

    /// Newest first.
    List<String> bodies() throws VaultException {
        List<String> bodies = new ArrayList<>();
        for (var summary : read(tx -> desk.messages.list(tx, MessageFilter.all(1000)))) {
            bodies.add(show(summary.id()).body());
        }
        return bodies;
    }

    List<JournalKind> journalled(JournalKind kind) throws VaultException {
        return read(tx -> desk.journal.list(tx, JournalFilter.ALL)).stream().map(entry -> entry.kind())
                .filter(kind::equals).toList();
    }

    void set(Setting setting, String value) throws VaultException {
        write(tx -> desk.settings.set(tx, setting, value));
    }

    /// In how many rows of tables that hold words or raw lines this stands.
    long traces(String words) throws VaultException {
        return read(tx -> tx.one("""
                SELECT (SELECT count(*) FROM signal_envelope WHERE instr(CAST(raw AS TEXT), ?1) > 0)
                  + (SELECT count(*) FROM signal_version WHERE instr(body, ?1) > 0)
                  + (SELECT count(*) FROM signal_event WHERE instr(text, ?1) > 0)
                  + (SELECT count(*) FROM message_body WHERE instr(body, ?1) > 0)
                  + (SELECT count(*) FROM message WHERE instr(snippet, ?1) > 0) AS n""", row -> row.number("n"), words))
                .orElseThrow();
    }

    <T> T read(Work<T> work) throws VaultException {
        return desk.vault().read(work);
    }

    <T> T write(Work<T> work) throws VaultException {
        return desk.vault().write(work);
    }

    @Override
    public void close() throws VaultException {
        desk.close();
    }
}
