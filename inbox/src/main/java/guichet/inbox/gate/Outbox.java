package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.MessageId;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What waits, left, failed or is unknown. For reading, and for people's decisions; the [Courier] alone sends.
public final class Outbox {
    private final Vault vault;
    private final Journal journal;
    private final Clock clock;
    private final OutboxTable table = new OutboxTable();

    public Outbox(Vault vault, Journal journal, Clock clock) {
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
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

    /// A person takes back what has not left. Final: its override, where it has one, is spent.
    ///
    /// @return false where there is none, or it is leaving or may have left
    public boolean withdraw(OutboxId id, Actor by) throws VaultException {
        return vault.write(tx -> {
            Optional<Waiting> row = table.load(tx, id);
            if (row.isEmpty() || switch (row.get().state()) {
                case WAITING, HELD, FAILED -> false;
                case CONNECTING, SENDING, SENT, UNKNOWN, WITHDRAWN -> true;
            }) {
                return false;
            }
            table.enter(tx, id, State.WITHDRAWN, clock.instant(), Optional.empty());
            if (row.get().journalEntry().isPresent()
                    && !journal.has(tx, JournalKind.EXPOSURE_OUTCOME, row.get().digest())) {
                journal.append(tx, JournalKind.EXPOSURE_OUTCOME, Payload.by(by).over(Channel.MAIL)
                        .to(addresses(row.get())).of(row.get().digest()).saying("withdrawn"));
            }
            return true;
        });
    }

    private static List<String> addresses(Waiting row) {
        return row.recipients().stream().map(recipient -> recipient.address().value()).toList();
    }
}
