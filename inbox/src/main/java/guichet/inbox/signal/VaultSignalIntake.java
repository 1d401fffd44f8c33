package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.journal.Journal;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Signal's intake into a vault.
public final class VaultSignalIntake implements SignalIntake {
    private static final AttachmentFiles NO_FILES = (_, _) -> new AttachmentFiles.Contents.Missing();

    private final Vault vault;
    private final SignalIdentities identities;
    private final SignalAccounts accounts;
    private final IncomingSignal store;
    private final Settings settings;
    private final Journal journal;
    private final Clock clock;
    private final EnvelopeReading reader;

    public VaultSignalIntake(Vault vault, SignalIdentities identities, SignalAccounts accounts, IncomingSignal store,
            Settings settings, Journal journal, Clock clock) {
        this(vault, identities, accounts, store, settings, journal, clock, new EnvelopeReader());
    }

    VaultSignalIntake(Vault vault, SignalIdentities identities, SignalAccounts accounts, IncomingSignal store,
            Settings settings, Journal journal, Clock clock, EnvelopeReading reader) {
        this.vault = vault;
        this.identities = identities;
        this.accounts = accounts;
        this.store = store;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
        this.reader = reader;
    }

    @Override
    public TakenSignals takeAll(List<SignalDelivery> deliveries, SpoolMark mark, List<ObservedIdentity> observed,
            AttachmentFiles files) throws VaultException {
        List<Envelope> envelopes = deliveries.stream().map(one -> reader.read(one.rawParams())).toList();
        return vault.write(tx -> {
            Run run = new Run(tx, mark.account(), files);
            run.see(observed);
            if (mark.position() > positionOf(tx, mark.account(), mark.spool())) {
                for (int i = 0; i < envelopes.size(); i++) {
                    run.take(envelopes.get(i), deliveries.get(i).rawParams(), run.now);
                }
                tx.update("""
                        INSERT INTO signal_spool (account, spool, position) VALUES (?, ?, ?)
                        ON CONFLICT DO UPDATE SET position = excluded.position""", mark.account().value(), mark.spool(),
                        mark.position());
            }
            return run.finish(observed);
        });
    }

    @Override
    public TakenSignals observed(AccountId account, List<ObservedIdentity> observed) throws VaultException {
        return vault.write(tx -> {
            Run run = new Run(tx, account, NO_FILES);
            run.see(observed);
            return run.finish(observed);
        });
    }

    @Override
    public long position(AccountId account, String spool) throws VaultException {
        return vault.read(tx -> positionOf(tx, account, spool));
    }

    @Override
    public void forgetSpool(AccountId account, String spool) throws VaultException {
        vault.write(
                tx -> tx.update("DELETE FROM signal_spool WHERE account = ? AND spool = ?", account.value(), spool));
    }

    @Override
    public int readAgain(int most) throws VaultException {
        return vault.write(tx -> {
            List<EnvelopeLog.Unread> unread = EnvelopeLog.unread(tx, reader.version(), most);
            for (EnvelopeLog.Unread envelope : unread) {
                readAgain(tx, envelope);
            }
            return unread.size();
        });
    }

    private void readAgain(Tx tx, EnvelopeLog.Unread unread) throws VaultException {
        Envelope envelope = reader.read(unread.raw());
        if (envelope instanceof Envelope.NotUnderstood
                || accounts.find(tx, new AccountId(unread.account())).isEmpty()) {
            EnvelopeLog.stillUnread(tx, unread, reader.version());
            return;
        }
        Map<String, byte[]> files = new HashMap<>();
        if (unread.message().isPresent()) {
            store.begin(tx).files(unread.message().get()).forEach(file -> files.put(file.name(), file.content()));
        }
        Run run = new Run(tx, new AccountId(unread.account()), (id, _) -> inVault(files, id));
        Optional<CaseId> placed = Optional.empty();
        if (unread.message().isPresent()) {
            placed = run.batch.caseOf(unread.message().get());
            run.batch.remove(unread.message().get());
        }
        EnvelopeLog.remove(tx, unread);
        Optional<MessageId> message = run.take(envelope, unread.raw(), unread.received());
        if (placed.isPresent() && message.isPresent()) {
            run.batch.fileAsPersonDid(message.get(), placed.get());
        }
        run.finish(List.of());
    }

    private static AttachmentFiles.Contents inVault(Map<String, byte[]> files, String id) {
        byte[] bytes = files.get(id);
        return bytes == null ? new AttachmentFiles.Contents.Missing() : new AttachmentFiles.Contents.Bytes(bytes);
    }

    private static long positionOf(Tx tx, AccountId account, String spool) throws VaultException {
        return tx.one("SELECT position FROM signal_spool WHERE account = ? AND spool = ?",
                row -> row.number("position"), account.value(), spool).orElse(0L);
    }

    /// One transaction.
    private final class Run {
        private final Tx tx;
        private final AccountId account;
        private final Instant now = clock.instant();
        private final Rows rows;
        private final IncomingSignal.Batch batch;
        private final Erasure erasure;
        private final Events events;
        private final Watch watch;
        private final Files files;
        private final Timers timers = new Timers();
        private final SignalFiling filing;
        private final Taking taking;

        Run(Tx tx, AccountId id, AttachmentFiles port) throws VaultException {
            SignalAccount owner = accounts.find(tx, id)
                    .orElseThrow(() -> new IllegalArgumentException("no such account"));
            this.tx = tx;
            this.account = id;
            this.rows = new Rows(tx);
            this.batch = store.begin(tx);
            this.erasure = new Erasure(rows, batch, now);
            this.events = new Events(tx, rows, batch, erasure, identities, settings, journal, now);
            this.watch = new Watch(tx, identities, journal, now);
            this.files = new Files(port, rows, batch);
            this.filing = new SignalFiling(tx, rows, identities, batch);
            this.taking = new Taking(rows, batch, events,
                    new Acquaintances(tx, identities, accounts, owner, now), files, watch, timers, filing, now);
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
    }
}
