package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.gate.Gate.Revival;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
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

/// Carries what waits in the outbox to the transport, one mail at a time. Runs on one thread, and only while this process holds the
/// vault's courier lock.
///
/// A row goes WAITING, CONNECTING, SENDING and then to its outcome. SENDING is durable before the first byte of content is written, so a
/// process killed at any instant leaves either a row that has surely not left, or one that is unknown and never repeated by itself.
public final class Courier {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 7;

    private final Vault vault;
    private final Gate gate;
    private final Journal journal;
    private final Transport<Released.Mail> mail;
    private final Clock clock;
    private final OutboxTable table = new OutboxTable();
    private final KeptDrafts kept;

    public Courier(Vault vault, Gate gate, Journal journal, Transport<Released.Mail> mail, Clock clock) {
        this.vault = vault;
        this.gate = gate;
        this.journal = journal;
        this.mail = mail;
        this.clock = clock;
        this.kept = new KeptDrafts(clock);
    }

    /// Once at start, before anything is sent: what was leaving when the last courier died is unknown; what had not begun to leave waits
    /// again.
    ///
    /// @return how many are unknown since then
    public int recover() throws VaultException {
        return vault.write(tx -> {
            for (OutboxId id : table.inState(tx, State.CONNECTING)) {
                table.enter(tx, id, State.WAITING, clock.instant(), Optional.empty());
            }
            List<OutboxId> leaving = table.inState(tx, State.SENDING);
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
    /// @param enough asked before each mail
    public Duration deliverDue(BooleanSupplier enough) throws VaultException {
        Set<AccountId> unreachable = new HashSet<>();
        for (OutboxId id : vault.read(tx -> table.due(tx, clock.instant()))) {
            if (enough.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                break;
            }
            Optional<Released.Mail> ready = vault.write(tx -> begin(tx, id, unreachable));
            if (ready.isPresent()) {
                Released.Mail released = ready.get();
                Outcome outcome = mail.send(released, () -> vault.write(tx -> leaving(tx, id)));
                if (outcome instanceof Outcome.Unreachable) {
                    unreachable.add(released.account());
                }
                vault.write(tx -> settle(tx, id, outcome));
            }
        }
        return untilNext();
    }

    private Optional<Released.Mail> begin(Tx tx, OutboxId id, Set<AccountId> unreachable) throws VaultException {
        Optional<Waiting> row = table.load(tx, id).filter(found -> found.state() == State.WAITING)
                .filter(found -> !found.notBefore().isAfter(clock.instant()))
                .filter(found -> !unreachable.contains(found.account()));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        return switch (gate.revive(tx, row.get())) {
            case Revival.Ready ready -> {
                table.enter(tx, id, State.CONNECTING, clock.instant(), Optional.empty());
                yield Optional.of(ready.mail());
            }
            case Revival.Held held -> {
                table.enter(tx, id, State.HELD, clock.instant(), Optional.of(held.why()));
                yield Optional.empty();
            }
        };
    }

    private State leaving(Tx tx, OutboxId id) throws VaultException {
        Waiting row = table.load(tx, id).orElseThrow();
        if (row.state() != State.CONNECTING) {
            throw new IllegalStateException("a mail begins to leave once");
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
            case Outcome.Sent sent -> finish(tx, row, State.SENT, sent.serverWords());
            case Outcome.Rejected rejected -> finish(tx, row, State.FAILED, rejected.serverWords());
            case Outcome.Unknown unknown -> finish(tx, row, State.UNKNOWN, unknown.why());
            case Outcome.Deferred deferred -> postpone(tx, row, deferred.serverWords());
            case Outcome.Unreachable unreachable -> postpone(tx, row, unreachable.why());
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

    private State postpone(Tx tx, Waiting row, String words) throws VaultException {
        Instant now = clock.instant();
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(row.attempts(), DOUBLINGS));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        table.postpone(tx, row.id(), row.attempts() + 1, now, now.plus(pause), words);
        return State.WAITING;
    }

    private static Payload about(Waiting row) {
        return Payload.by(Actor.PROGRAM).over(Channel.MAIL)
                .to(row.addresses()).of(row.digest());
    }

    private Duration untilNext() throws VaultException {
        Optional<Instant> next = vault.read(table::nextDue);
        Duration wait = next.map(due -> Duration.between(clock.instant(), due)).orElse(LONGEST_PAUSE);
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    }
}
