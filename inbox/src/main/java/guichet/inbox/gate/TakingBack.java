package guichet.inbox.gate;

import guichet.inbox.MessageId;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.Outbox.TakenBack;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Makes a draft again of a message of which nothing has left, in the caller's transaction.
final class TakingBack {
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;
    private final KeptDrafts kept;
    private final OutboxTable table = new OutboxTable();

    TakingBack(Messages messages, Journal journal, Clock clock) {
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
        this.kept = new KeptDrafts(clock);
    }

    TakenBack back(Tx tx, OutboxId id, Actor by) throws VaultException {
        Optional<Waiting> row = table.load(tx, id);
        if (row.isEmpty()) {
            return new TakenBack.NoSuchRow();
        }
        if (!isHere(row.get().state()) || isAct(row.get())) {
            return new TakenBack.TooLate(row.get().state());
        }
        MessageId message = row.get().message();
        List<Waiting> all = table.loadAll(tx, message);
        Optional<DraftId> draft = kept.of(tx, message);
        if (draft.isEmpty() || isReaction(row.get())
                || !all.stream().allMatch(each -> isHere(each.state()) || each.state() == State.WITHDRAWN)) {
            withdraw(tx, row.get(), by);
            return new TakenBack.ThisMailAlone();
        }
        for (Waiting each : all) {
            if (each.state() != State.WITHDRAWN) {
                withdraw(tx, each, by);
            }
            table.empty(tx, each.id());
        }
        kept.giveBack(tx, draft.get());
        messages.remove(tx, message);
        return new TakenBack.AsDraft(draft.get());
    }

    /// What was done to a room stands there already, and its members have to hear of it.
    private static boolean isAct(Waiting row) {
        return row.cargo() instanceof Cargo.Chat cargo && cargo.form().length > 0 && !ChatForm.isWords(cargo.form());
    }

    /// What it is about is no message that it could be again.
    private static boolean isReaction(Waiting row) {
        return row.cargo() instanceof Cargo.Signal cargo && SignalForm.isReaction(cargo.form());
    }

    /// Whether nothing of a mail in that state is on its way.
    private static boolean isHere(State state) {
        return switch (state) {
            case COUNTING, WAITING, HELD, FAILED -> true;
            case CONNECTING, SENDING, SENT, UNKNOWN, WITHDRAWN -> false;
        };
    }

    private void withdraw(Tx tx, Waiting row, Actor by) throws VaultException {
        table.enter(tx, row.id(), State.WITHDRAWN, clock.instant(), Optional.empty());
        if (row.journalEntry().isPresent() && !journal.has(tx, JournalKind.EXPOSURE_OUTCOME, row.digest())) {
            journal.append(tx, JournalKind.EXPOSURE_OUTCOME, Payload.by(by).over(row.cargo().channel())
                    .to(row.cargo().to()).of(row.digest()).saying(State.WITHDRAWN.word()));
        }
    }
}
