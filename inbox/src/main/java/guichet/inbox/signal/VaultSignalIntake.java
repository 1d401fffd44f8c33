package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.journal.Journal;
import guichet.inbox.signal.EnvelopeLog.Understood;
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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
        List<byte[]> digests = deliveries.stream().map(one -> EnvelopeLog.digest(one.rawParams())).toList();
        return vault.write(tx -> {
            Run run = new Run(tx, mark.account(), files);
            if (mark.position() > positionOf(tx, mark.account(), mark.spool())) {
                for (int i = 0; i < envelopes.size(); i++) {
                    run.take(envelopes.get(i), deliveries.get(i).rawParams(), digests.get(i), run.now);
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
        return vault.write(tx -> new Run(tx, account, NO_FILES).finish(observed));
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
        Run run = new Run(tx, new AccountId(unread.account()), NO_FILES);
        Optional<CaseId> placed = Optional.empty();
        if (unread.message().isPresent()) {
            placed = run.batch.caseOf(unread.message().get());
            run.batch.remove(unread.message().get());
        }
        EnvelopeLog.remove(tx, unread);
        Optional<MessageId> message = run.take(envelope, unread.raw(), EnvelopeLog.digest(unread.raw()),
                unread.received());
        if (placed.isPresent() && message.isPresent()) {
            run.batch.fileAsPersonDid(message.get(), placed.get());
        }
        run.finish(List.of());
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
            this.taking = new Taking(tx, rows, batch, events,
                    new Acquaintances(tx, identities, accounts, owner, now), files, watch, now);
        }

        Optional<MessageId> take(Envelope envelope, byte[] raw, byte[] digest, Instant received)
                throws VaultException {
            if (EnvelopeLog.has(tx, digest)) {
                return Optional.empty();
            }
            Taking.Outcome outcome = taking.take(envelope);
            switch (outcome.keep()) {
                case UNDERSTOOD -> EnvelopeLog.keep(tx, account.value(), received, raw, digest,
                        Understood.by(reader.version()), outcome.message());
                case NOT_UNDERSTOOD -> EnvelopeLog.keep(tx, account.value(), received, raw, digest,
                        Understood.notBy(reader.version()), outcome.message());
                case NOTHING -> {
                }
            }
            return outcome.message();
        }

        TakenSignals finish(List<ObservedIdentity> observed) throws VaultException {
            Set<SignalIdentityId> seen = new LinkedHashSet<>();
            SignalFiling filing = new SignalFiling(tx, rows, identities, batch);
            for (ObservedIdentity one : observed) {
                if (!isNoNews(one)) {
                    SignalIdentities.Met met = identities.met(tx, Optional.of(one.aci()), one.number(), "", now);
                    Conversations.absorb(tx, met);
                    watch.saw(met.id(), one.key());
                    Settling.seen(rows, events, filing, met.id(), one.key());
                    seen.add(met.id());
                }
            }
            erasure.finish();
            List<MessageId> stored = new ArrayList<>();
            for (MessageId id : watch.stored()) {
                // An edit that came before what it edits was a message for a while.
                if (batch.isThere(id)) {
                    stored.add(id);
                }
            }
            Set<MessageId> changed = new LinkedHashSet<>(watch.changed());
            changed.addAll(events.changed());
            changed.removeAll(stored);
            return new TakenSignals(stored, List.copyOf(changed), files.taken(), files.left(),
                    watch.toSee().stream().filter(id -> !seen.contains(id)).toList(), watch.alarms(),
                    watch.countNotUnderstood());
        }

        /// Most of a list is as it was, of people who said nothing.
        private boolean isNoNews(ObservedIdentity one) throws VaultException {
            Optional<SignalIdentity> known = identities.find(tx, one.aci());
            return known.isPresent() && known.get().key().filter(one.key()::isSameKey).isPresent()
                    && known.get().trust() != SignalTrust.CHANGED
                    && (one.number().isEmpty() || one.number().equals(known.get().number()))
                    && !watch.toSee().contains(known.get().id()) && !rows.isWaitedFor(known.get().id());
        }
    }
}
