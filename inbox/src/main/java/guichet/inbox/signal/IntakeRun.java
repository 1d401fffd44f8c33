package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One batch in one transaction: first the safety numbers, then what was said, then what follows from both.
final class IntakeRun {
    private final Tx tx;
    private final SignalIdentities identities;
    private final EnvelopeReading reader;
    private final AccountId account;
    private final Instant now;
    private final Rows rows;
    private final IncomingSignal.Batch batch;
    private final Erasure erasure;
    private final Events events;
    private final Watch watch;
    private final Files files;
    private final Timers timers = new Timers();
    private final SignalFiling filing;
    private final Taking taking;

    IntakeRun(Tx tx, AccountId id, SignalStores stores, EnvelopeReading reader, AttachmentFiles port)
            throws VaultException {
        SignalAccount owner = stores.accounts().find(tx, id)
                .orElseThrow(() -> new IllegalArgumentException("no such account"));
        this.identities = stores.identities();
        this.reader = reader;
        this.now = stores.clock().instant();
        this.tx = tx;
        this.account = id;
        this.rows = new Rows(tx);
        this.batch = stores.messages().begin(tx);
        this.erasure = new Erasure(rows, batch, now);
        this.events = new Events(tx, rows, batch, erasure, identities, stores.settings(), stores.journal(), now);
        this.watch = new Watch(tx, identities, stores.journal(), now);
        this.files = new Files(port, rows, batch);
        this.filing = new SignalFiling(tx, rows, identities, batch);
        Acquaintances people = new Acquaintances(tx, identities, stores.accounts(), owner, now);
        this.taking = new Taking(rows, batch, events, people, files, watch,
                new SaidMessages(rows, batch, people, files, watch, timers, filing, now), filing, now);
    }

    Optional<MessageId> take(Envelope envelope, byte[] raw, Instant received) throws VaultException {
        if (envelope instanceof Envelope.NotUnderstood) {
            return keepUnread(envelope, raw, received);
        }
        Taking.Outcome outcome = taking.take(envelope);
        switch (outcome.keep()) {
            case UNDERSTOOD -> EnvelopeLog.keep(tx, account.value(), received, raw, reader.version(),
                    outcome.message());
            case NOT_UNDERSTOOD -> EnvelopeLog.keepUnread(tx, account.value(), received, raw,
                    EnvelopeLog.digest(raw), reader.version(), outcome.message().orElseThrow());
            case NOTHING -> {
            }
        }
        return outcome.message();
    }

    /// Nothing in it says whether it came before, so its bytes do.
    private Optional<MessageId> keepUnread(Envelope envelope, byte[] raw, Instant received) throws VaultException {
        byte[] digest = EnvelopeLog.digest(raw);
        if (EnvelopeLog.has(tx, digest)) {
            return Optional.empty();
        }
        MessageId message = taking.take(envelope).message().orElseThrow();
        EnvelopeLog.keepUnread(tx, account.value(), received, raw, digest, reader.version(), message);
        return Optional.of(message);
    }

    /// Those of the list who are known here: before anything of the batch is looked at, since they were listed after it was read.
    void see(List<ObservedIdentity> observed) throws VaultException {
        for (ObservedIdentity one : observed) {
            Optional<SignalIdentity> known = known(one);
            if (known.isPresent() && isAsBefore(one, known.get())) {
                watch.sawTheSame(known.get().id(), one.key());
            } else if (known.isPresent()) {
                see(one);
            }
        }
    }

    private SignalIdentityId see(ObservedIdentity one) throws VaultException {
        SignalIdentities.Met met = identities.met(tx, Optional.of(one.aci()), one.number(), "", now);
        Conversations.absorb(tx, met);
        watch.saw(met.id(), one.key());
        filing.forget(met.id());
        return met.id();
    }

    /// Whoever is on the telephone's list and has nothing to do with us is left out.
    private Optional<SignalIdentity> known(ObservedIdentity one) throws VaultException {
        Optional<SignalIdentity> byAccount = identities.find(tx, one.aci());
        return byAccount.isPresent() || one.number().isEmpty()
                ? byAccount
                : identities.find(tx, one.number().get()).filter(found -> found.aci().isEmpty());
    }

    private static boolean isAsBefore(ObservedIdentity one, SignalIdentity known) {
        return known.aci().isPresent() && known.key().filter(one.key()::equals).isPresent()
                && known.trust() != SignalTrust.CHANGED
                && (one.number().isEmpty() || one.number().equals(known.number()));
    }

    TakenSignals finish(List<ObservedIdentity> observed) throws VaultException {
        timers.write(tx, identities);
        Set<MessageId> toFile = new LinkedHashSet<>(watch.toFile());
        for (ObservedIdentity one : observed) {
            Optional<SignalIdentity> known = identities.find(tx, one.aci());
            if (known.isPresent() && (watch.keyOf(known.get().id()).isEmpty()
                    || rows.isWaitedFor(known.get().id()))) {
                SignalIdentityId id = watch.keyOf(known.get().id()).isEmpty() ? see(one) : known.get().id();
                toFile.addAll(Settling.seen(rows, events, id, one.key().identityKey()));
            }
        }
        for (MessageId id : toFile) {
            filing.fileIfProven(id);
        }
        erasure.finish();
        // An edit that came before what it edits was a message for a while.
        List<MessageId> stored = watch.stored().stream().filter(id -> !batch.wasRemoved(id)).toList();
        Set<MessageId> changed = new LinkedHashSet<>(watch.changed());
        changed.addAll(events.changed());
        changed.removeAll(stored);
        return new TakenSignals(stored, List.copyOf(changed), files.taken(), files.left(),
                watch.toSee().stream().filter(id -> watch.keyOf(id).isEmpty()).toList(), watch.alarms(),
                watch.countNotUnderstood());
    }

    IncomingSignal.Batch batch() {
        return batch;
    }
}
