package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.OutboxTable.Waiting;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What waits, left, failed or is unknown. For reading, and for people's decisions; the [Courier] alone sends.
public final class Outbox {
    /// Longer than any program takes to let go what it has counted down.
    private static final Duration ABANDONED = Duration.ofMinutes(1);
    /// Why a row has failed of which a person said that it has not left.
    private static final String SETTLED_NOT_LEFT = "settled-not-left";

    private final Vault vault;
    private final Journal journal;
    private final Clock clock;
    private final OutboxTable table = new OutboxTable();
    private final TakingBack taking;

    public Outbox(Vault vault, Messages messages, Journal journal, Clock clock) {
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
        this.taking = new TakingBack(messages, journal, clock);
    }

    /// Newest first.
    public List<OutboxRow> list(Tx tx) throws VaultException {
        return table.list(tx);
    }

    public Optional<OutboxRow> find(Tx tx, OutboxId id) throws VaultException {
        return table.find(tx, id);
    }

    /// The mails that one message leaves as.
    public List<OutboxRow> ofMessage(Tx tx, MessageId message) throws VaultException {
        return table.ofMessage(tx, message);
    }

    /// A person asks for another try of what failed, is held or is unknown, knowing that an unknown one may then arrive twice.
    /// On Signal it then goes to the keys that people have looked at by now. An override is for one outcome: once that is there, only a new override lets the text out again.
    public Retry retry(OutboxId id, Actor by) throws VaultException {
        return vault.write(tx -> {
            Optional<Waiting> row = table.load(tx, id);
            if (row.isEmpty()) {
                return Retry.NO_SUCH_ROW;
            }
            State state = row.get().state();
            if (state != State.FAILED && state != State.HELD && state != State.UNKNOWN && state != State.WAITING) {
                return Retry.NOT_RETRYABLE;
            }
            if (row.get().journalEntry().isPresent()
                    && journal.has(tx, JournalKind.EXPOSURE_OUTCOME, row.get().digest())) {
                return Retry.OVERRIDE_SPENT;
            }
            Instant now = clock.instant();
            table.postpone(tx, id, 0, now, now, "");
            table.unpin(tx, id);
            if (state == State.UNKNOWN) {
                journal.append(tx, JournalKind.SEND_REPEATED,
                        Payload.by(by).over(row.get().cargo().channel()).to(row.get().cargo().to())
                                .of(row.get().digest()));
            }
            return Retry.QUEUED;
        });
    }

    /// Signal's service has seen a person: whatever of this account waited for that, or for the account to be let go on, is due now.
    ///
    /// @return how many messages
    public int letGoOn(AccountId account) throws VaultException {
        return vault.write(tx -> table.letGoOn(tx, account, clock.instant()));
    }

    /// A person says what became of something unknown, so that its case can go on: it counts as sent, or as failed (then it can be
    /// tried again, or taken back, as every failed one). Journalled. An override stays spent.
    public Settled settle(OutboxId id, Found found, String reason, Actor by) throws VaultException {
        return vault.write(tx -> {
            Optional<OutboxRow> row = table.find(tx, id);
            if (row.isEmpty()) {
                return Settled.NO_SUCH_ROW;
            }
            if (row.get().state() != State.UNKNOWN) {
                return Settled.NOT_UNKNOWN;
            }
            switch (found) {
                case LEFT -> {
                    table.enter(tx, id, State.SENT, clock.instant(), Optional.empty());
                    table.spend(tx, id);
                }
                case NOT_LEFT -> table.enter(tx, id, State.FAILED, clock.instant(), Optional.of(SETTLED_NOT_LEFT));
            }
            journal.append(tx, JournalKind.SEND_SETTLED,
                    Payload.by(by).inCase(row.get().caseId()).over(row.get().channel()).to(row.get().to())
                            .of(table.load(tx, id).orElseThrow().digest()).because(reason).saying(found.word()));
            return Settled.DONE;
        });
    }

    public enum Retry {
        QUEUED, NO_SUCH_ROW, NOT_RETRYABLE, OVERRIDE_SPENT
    }

    /// A person takes a message back. Where nothing of it has left, all of it is a draft again, as it was written, and it stands in
    /// its case no more; where some of its mails have, only the one named here stays. Final for each mail: its override, where it
    /// has one, is spent. Races the [Courier]: whoever commits first wins, and the other finds it so.
    public TakenBack takeBack(OutboxId id, Actor by) throws VaultException {
        return vault.write(tx -> taking.back(tx, id, by));
    }

    /// How taking back ended.
    public sealed interface TakenBack {
        /// Nothing of the message leaves.
        record AsDraft(DraftId draft) implements TakenBack {
        }

        /// This mail does not leave; others of the same message have left, or may have.
        record ThisMailAlone() implements TakenBack {
        }

        /// It is leaving, has left or may have left, or was taken back before; nothing was changed.
        record TooLate(State state) implements TakenBack {
        }

        record NoSuchRow() implements TakenBack {
        }
    }

    /// One author's messages that nobody has let go or taken back yet, the newest first.
    public List<Undoable> undoable(Tx tx, String author) throws VaultException {
        Map<MessageId, Undoable> found = new LinkedHashMap<>();
        for (OutboxId id : table.counting(tx, author).reversed()) {
            OutboxRow row = table.find(tx, id).orElseThrow();
            found.merge(row.message(), new Undoable(row.message(), id, row.to(), row.notBefore()), Undoable::and);
        }
        return List.copyOf(found.values());
    }

    /// What these messages were counted down for is over: whatever of them has not been taken back is due now.
    public void letGo(Set<MessageId> counted) throws VaultException {
        vault.write(tx -> {
            int mails = 0;
            for (MessageId message : counted) {
                mails += table.letGo(tx, message, clock.instant());
            }
            return mails;
        });
    }

    /// Makes drafts again of the messages whose countdown nobody ended: the program that counted was killed, and what its
    /// person wants now is not known.
    ///
    /// @return how many messages
    public int giveBackAbandoned() throws VaultException {
        if (vault.read(tx -> table.abandoned(tx, clock.instant().minus(ABANDONED))).isEmpty()) {
            return 0;
        }
        return vault.write(tx -> {
            List<OutboxId> abandoned = table.abandoned(tx, clock.instant().minus(ABANDONED));
            for (OutboxId id : abandoned) {
                taking.back(tx, id, Actor.PROGRAM);
            }
            return abandoned.size();
        });
    }

    /// A message whose time to be taken back runs.
    ///
    /// @param any   one of its mails
    /// @param until when it is to be let go
    public record Undoable(MessageId message, OutboxId any, List<String> to, Instant until) {
        public Undoable {
            to = List.copyOf(to);
        }

        private Undoable and(Undoable more) {
            return new Undoable(message, more.any, Stream.concat(more.to.stream(), to.stream()).distinct().toList(),
                    until.isBefore(more.until) ? until : more.until);
        }
    }

}
