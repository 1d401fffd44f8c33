package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What waits, left, failed or is unknown. For reading, and for people's decisions; the [Courier] alone sends.
public final class Outbox {
    private final Vault vault;
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;
    private final OutboxTable table = new OutboxTable();
    private final KeptDrafts kept;

    public Outbox(Vault vault, Messages messages, Journal journal, Clock clock) {
        this.vault = vault;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
        this.kept = new KeptDrafts(clock);
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
    /// An override is for one outcome: once that is there, only a new override lets the text out again.
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
            if (state == State.UNKNOWN) {
                journal.append(tx, JournalKind.SEND_REPEATED,
                        Payload.by(by).over(Channel.MAIL).to(addresses(row.get())).of(row.get().digest()));
            }
            return Retry.QUEUED;
        });
    }

    public enum Retry {
        QUEUED, NO_SUCH_ROW, NOT_RETRYABLE, OVERRIDE_SPENT
    }

    /// A person takes a message back. Where nothing of it has left, all of it is a draft again, as it was written, and it stands in
    /// its case no more; where some of its mails have, only the one named here stays. Final for each mail: its override, where it
    /// has one, is spent. Races the [Courier]: whoever commits first wins, and the other finds it so.
    public TakenBack takeBack(OutboxId id, Actor by) throws VaultException {
        return vault.write(tx -> {
            Optional<Waiting> row = table.load(tx, id);
            if (row.isEmpty()) {
                return new TakenBack.NoSuchRow();
            }
            if (!isHere(row.get().state())) {
                return new TakenBack.TooLate(row.get().state());
            }
            MessageId message = row.get().message();
            List<Waiting> all = table.loadAll(tx, message);
            Optional<DraftId> draft = kept.of(tx, message);
            if (draft.isEmpty() || !all.stream().allMatch(each -> isHere(each.state())
                    || each.state() == State.WITHDRAWN)) {
                withdraw(tx, row.get(), by);
                return new TakenBack.ThisMailAlone();
            }
            for (Waiting each : all) {
                if (each.state() != State.WITHDRAWN) {
                    withdraw(tx, each, by);
                }
                table.empty(tx, each.id());
            }
            messages.remove(tx, message);
            kept.giveBack(tx, draft.get());
            return new TakenBack.AsDraft(draft.get());
        });
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

    /// One author's messages that can still be taken back because their time is not over, the newest first.
    public List<Undoable> undoable(Tx tx, String author) throws VaultException {
        Map<MessageId, Undoable> found = new LinkedHashMap<>();
        for (OutboxId id : table.notDue(tx, author, clock.instant()).reversed()) {
            OutboxRow row = table.find(tx, id).orElseThrow();
            found.merge(row.message(), new Undoable(id, row.to(), row.notBefore()), Undoable::and);
        }
        return List.copyOf(found.values());
    }

    /// A message whose time to be taken back runs.
    ///
    /// @param any  one of its mails
    /// @param until when it begins to leave
    public record Undoable(OutboxId any, List<Address> to, Instant until) {
        public Undoable {
            to = List.copyOf(to);
        }

        private Undoable and(Undoable more) {
            return new Undoable(more.any, Stream.concat(more.to.stream(), to.stream()).distinct().toList(),
                    until.isBefore(more.until) ? until : more.until);
        }
    }

    /// Whether nothing of a mail in that state is on its way.
    private static boolean isHere(State state) {
        return switch (state) {
            case WAITING, HELD, FAILED -> true;
            case CONNECTING, SENDING, SENT, UNKNOWN, WITHDRAWN -> false;
        };
    }

    private void withdraw(Tx tx, Waiting row, Actor by) throws VaultException {
        table.enter(tx, row.id(), State.WITHDRAWN, clock.instant(), Optional.empty());
        if (row.journalEntry().isPresent() && !journal.has(tx, JournalKind.EXPOSURE_OUTCOME, row.digest())) {
            journal.append(tx, JournalKind.EXPOSURE_OUTCOME, Payload.by(by).over(Channel.MAIL)
                    .to(addresses(row)).of(row.digest()).saying(State.WITHDRAWN.word()));
        }
    }

    private static List<String> addresses(Waiting row) {
        return row.recipients().stream().map(recipient -> recipient.address().value()).toList();
    }
}
