package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.SignalSent;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Carries what waits in the outbox for one channel to its transport, one message at a time. Runs on one thread, and only while this process
/// holds the vault's courier lock. Two channels have a courier each, so that neither waits for the other.
///
/// A row goes WAITING, CONNECTING, SENDING and then to its outcome. SENDING is durable before the first byte of content is written, so a
/// process killed at any instant leaves either a row that has surely not left, or one that is unknown and never repeated by itself.
public final class Courier {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_ASKED = Duration.ofDays(30);
    private static final int DOUBLINGS = 7;
    private static final int MAKING_READY = 5;

    private final Vault vault;
    private final Lane<?> lane;
    private final Journal journal;
    private final Clock clock;
    private final OutboxTable table = new OutboxTable();
    private final KeptDrafts kept;

    private Courier(Vault vault, Lane<?> lane, Journal journal, Clock clock) {
        this.vault = vault;
        this.lane = lane;
        this.journal = journal;
        this.clock = clock;
        this.kept = new KeptDrafts(clock);
    }

    /// Of mail.
    public Courier(Vault vault, Gate gate, Journal journal, Transport<Released.Mail> mail, Clock clock) {
        this(vault, new MailLane(gate, mail), journal, clock);
    }

    /// Of Signal.
    ///
    /// @param sent makes known under which name a message has left
    public Courier(Vault vault, SignalGate gate, Journal journal, Transport<Released.Signal> signal,
            SafetyNumbers numbers, SignalSent sent, Clock clock) {
        this(vault, new SignalLane(gate, signal, numbers, sent), journal, clock);
    }

    /// Of the internal chat.
    public Courier(Vault vault, ChatGate gate, Journal journal, Transport<Released.Chat> chat, Clock clock) {
        this(vault, new ChatLane(gate, chat), journal, clock);
    }

    /// Once at start, before anything is sent: what was leaving when the last courier died is unknown; what had not begun to leave waits
    /// again.
    ///
    /// @return how many are unknown since then
    public int recover() throws VaultException {
        return vault.write(tx -> {
            for (OutboxId id : table.inState(tx, lane.channel(), State.CONNECTING)) {
                table.enter(tx, id, State.WAITING, clock.instant(), Optional.empty());
            }
            List<OutboxId> leaving = table.inState(tx, lane.channel(), State.SENDING);
            for (OutboxId id : leaving) {
                Waiting row = table.load(tx, id).orElseThrow();
                finish(tx, row, State.UNKNOWN, "interrupted");
            }
            return leaving.size();
        });
    }

    /// Tries everything that is due, each once. An account whose server can't be reached is left alone until its next turn.
    ///
    /// @return how long until the next try is due, at most an hour
    public Duration deliverDue() throws VaultException {
        return deliverDue(() -> false);
    }

    /// As [#deliverDue()], until it is enough: from then on nothing more is begun, and what is just leaving goes on to its outcome.
    ///
    /// @param enough asked before each message
    public Duration deliverDue(BooleanSupplier enough) throws VaultException {
        deliverDue(lane, enough);
        return untilNext();
    }

    private <R extends Released> void deliverDue(Lane<R> by, BooleanSupplier enough) throws VaultException {
        Set<AccountId> unreachable = new HashSet<>();
        for (OutboxId id : vault.read(tx -> table.due(tx, by.channel(), clock.instant()))) {
            if (enough.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                break;
            }
            Optional<R> ready = released(by, id, unreachable);
            if (ready.isPresent()) {
                R released = ready.get();
                Outcome outcome = by.transport().send(released, () -> vault.write(tx -> leaving(tx, id)));
                if (outcome instanceof Outcome.Unreachable) {
                    unreachable.add(released.account());
                }
                vault.write(tx -> settle(tx, id, outcome));
            }
        }
    }

    /// Where what it rests on changes all the time, it waits for the next turn.
    private <R extends Released> Optional<R> released(Lane<R> by, OutboxId id, Set<AccountId> unreachable)
            throws VaultException {
        for (int tries = 0; tries < MAKING_READY; tries++) {
            Optional<Waiting> next = vault.read(tx -> isNext(tx, id, unreachable));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> trouble = by.ready(next.get());
            if (trouble.isPresent()) {
                unreachable.add(next.get().account());
                vault.write(tx -> notNow(tx, id, trouble.get()));
                return Optional.empty();
            }
            switch (vault.write(tx -> begin(by, tx, id, unreachable))) {
                case Revival.Ready<R>(R released) -> {
                    return Optional.of(released);
                }
                case Revival.Held<R> _ -> {
                    return Optional.empty();
                }
                case Revival.Again<R> _ -> {
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Waiting> isNext(Tx tx, OutboxId id, Set<AccountId> unreachable) throws VaultException {
        return table.load(tx, id).filter(found -> found.state() == State.WAITING)
                .filter(found -> !found.notBefore().isAfter(clock.instant()))
                .filter(found -> !unreachable.contains(found.account()));
    }

    private State notNow(Tx tx, OutboxId id, String why) throws VaultException {
        Optional<Waiting> row = table.load(tx, id).filter(found -> found.state() == State.WAITING);
        return row.isPresent() ? postpone(tx, row.get(), why, Duration.ZERO) : State.WAITING;
    }

    private <R extends Released> Revival<R> begin(Lane<R> by, Tx tx, OutboxId id, Set<AccountId> unreachable)
            throws VaultException {
        Optional<Waiting> row = isNext(tx, id, unreachable);
        if (row.isEmpty()) {
            return new Revival.Again<>();
        }
        Revival<R> revival = by.revive(tx, row.get());
        switch (revival) {
            case Revival.Ready<R> _ -> table.enter(tx, id, State.CONNECTING, clock.instant(), Optional.empty());
            case Revival.Held<R>(String why) -> table.enter(tx, id, State.HELD, clock.instant(), Optional.of(why));
            case Revival.Again<R> _ -> {
            }
        }
        return revival;
    }

    private State leaving(Tx tx, OutboxId id) throws VaultException {
        Waiting row = table.load(tx, id).orElseThrow();
        if (row.state() != State.CONNECTING) {
            throw new IllegalStateException("a message begins to leave once");
        }
        table.enter(tx, id, State.SENDING, clock.instant(), Optional.empty());
        if (row.journalEntry().isPresent()) {
            journal.append(tx, JournalKind.EXPOSURE_ATTEMPT, about(row));
        }
        return State.SENDING;
    }

    private State settle(Tx tx, OutboxId id, Outcome outcome) throws VaultException {
        Waiting row = table.load(tx, id).orElseThrow();
        return switch (outcome) {
            case Outcome.Sent sent -> {
                lane.left(tx, row, sent.knownSince());
                yield finish(tx, row, State.SENT, sent.serverWords());
            }
            case Outcome.Rejected rejected -> finish(tx, row, State.FAILED, rejected.serverWords());
            case Outcome.Unknown unknown -> finish(tx, row, State.UNKNOWN, unknown.why());
            case Outcome.Deferred deferred -> postpone(tx, row, deferred.serverWords(),
                    deferred.retryAfter().orElse(Duration.ZERO));
            case Outcome.Unreachable unreachable -> postpone(tx, row, unreachable.why(), Duration.ZERO);
            case Outcome.Untrusted untrusted -> {
                lane.untrusted(tx, row, untrusted.who());
                table.enter(tx, id, State.HELD, clock.instant(),
                        Optional.of(SignalRefusal.Why.UNTRUSTED_IDENTITY.word()));
                yield State.HELD;
            }
        };
    }

    private State finish(Tx tx, Waiting row, State state, String words) throws VaultException {
        table.enter(tx, row.id(), state, clock.instant(), state == State.SENT ? Optional.empty() : Optional.of(words));
        if (state != State.FAILED) {
            kept.forget(tx, row.message());
        }
        if (row.journalEntry().isPresent()) {
            journal.append(tx, JournalKind.EXPOSURE_OUTCOME, about(row).saying(state.word()));
        }
        return state;
    }

    /// @param least that the server asked for; nobody asks for more than a month
    private State postpone(Tx tx, Waiting row, String words, Duration least) throws VaultException {
        Instant now = clock.instant();
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(row.attempts(), DOUBLINGS));
        Duration usual = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        Duration asked = least.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : least;
        Duration pause = asked.compareTo(usual) > 0 ? asked : usual;
        table.postpone(tx, row.id(), row.attempts() + 1, now, now.plus(pause), words);
        if (!asked.isZero()) {
            table.rest(tx, row.account(), row.cargo().channel(), now.plus(asked));
        }
        return State.WAITING;
    }

    private static Payload about(Waiting row) {
        return Payload.by(Actor.PROGRAM).over(row.cargo().channel()).to(row.cargo().to()).of(row.digest());
    }

    private Duration untilNext() throws VaultException {
        Optional<Instant> next = vault.read(tx -> table.nextDue(tx, lane.channel()));
        Duration wait = next.map(due -> Duration.between(clock.instant(), due)).orElse(LONGEST_PAUSE);
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    }
}
