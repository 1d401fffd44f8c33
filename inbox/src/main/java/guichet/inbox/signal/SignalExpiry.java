package guichet.inbox.signal;

import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Erases what a timer makes vanish on telephones, where the setting says so; does nothing otherwise. Stateless, for any thread.
///
/// As there, the time runs from when a message was read, or left: nothing is erased that nobody has seen.
public final class SignalExpiry {
    private static final String HONOUR = "honour";

    private final IncomingSignal store;
    private final Settings settings;
    private final Journal journal;
    private final Clock clock;

    public SignalExpiry(IncomingSignal store, Settings settings, Journal journal, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    /// When [#run] has something to do next, which may be now; empty where nothing is to be erased, as things stand.
    public Optional<Instant> due(Tx tx) throws VaultException {
        if (!settings.get(tx, Setting.SIGNAL_EXPIRING).equals(HONOUR)) {
            return Optional.empty();
        }
        boolean begins = tx.one("""
                SELECT 1 FROM signal_message WHERE timer > 0 AND taken = 'NO' AND expires IS NULL
                  AND EXISTS (SELECT 1 FROM message WHERE message.id = signal_message.message AND is_read = 1)
                LIMIT 1""", _ -> true).isPresent();
        return begins
                ? Optional.of(clock.instant())
                : tx.one("SELECT min(expires) AS next FROM signal_message WHERE timer > 0 AND taken = 'NO'",
                        row -> row.timeOrNone("next")).flatMap(next -> next);
    }

    /// To be called when it is [#due].
    ///
    /// @return how many were erased
    public int run(Tx tx) throws VaultException {
        if (!settings.get(tx, Setting.SIGNAL_EXPIRING).equals(HONOUR)) {
            return 0;
        }
        Instant now = clock.instant();
        tx.update("""
                UPDATE signal_message SET expires = ? + timer * 1000
                WHERE timer > 0 AND taken = 'NO' AND expires IS NULL
                  AND EXISTS (SELECT 1 FROM message WHERE message.id = signal_message.message AND is_read = 1)""", now);
        List<MessageId> due = tx.list(
                """
                        SELECT message FROM signal_message WHERE timer > 0 AND taken = 'NO' AND expires <= ? ORDER BY message""",
                row -> new MessageId(row.number("message")), now);
        Rows rows = new Rows(tx);
        IncomingSignal.Batch batch = store.begin(tx);
        Erasure erasure = new Erasure(rows, batch, now);
        for (MessageId id : due) {
            rows.take(id, SignalDetails.Taken.EXPIRED);
            erasure.erase(id);
            journal.append(tx, JournalKind.MESSAGE_EXPIRED, Payload.by(Actor.PROGRAM).over(Channel.SIGNAL)
                    .inCase(batch.caseOf(id)).saying("message " + id));
        }
        erasure.finish();
        return due.size();
    }
}
