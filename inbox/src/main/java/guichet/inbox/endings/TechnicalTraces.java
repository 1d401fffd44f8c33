package guichet.inbox.endings;

import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.PayloadErasure;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Erases what lives for some weeks only, as the settings say: what the journal's entries say, and the raw forms of what came and left.
public final class TechnicalTraces {
    private final Settings settings;
    private final Journal journal;
    private final Clock clock;
    private final PayloadErasure payloads = new PayloadErasure();

    public TechnicalTraces(Settings settings, Journal journal, Clock clock) {
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    /// @param entries of the journal whose payload was, or would be, erased
    /// @param forms   raw forms likewise
    public record Erased(int entries, int forms) {
    }

    /// What [#erase] would do now.
    public Erased due(Tx tx) throws VaultException {
        Optional<Instant> old = before(tx, Setting.JOURNAL_DAYS);
        Optional<Instant> raw = before(tx, Setting.TECHNICAL_DAYS);
        return new Erased(old.isEmpty() ? 0 : payloads.due(tx, old.get()).size(),
                raw.isEmpty()
                        ? 0
                        : count(tx, """
                                SELECT (SELECT count(*) FROM outbox
                                    WHERE since < ?1 AND state IN ('SENT', 'WITHDRAWN')
                                      AND (length(bytes) > 0 OR far IS NOT NULL))
                                  + (SELECT count(*) FROM signal_envelope
                                    WHERE received < ?1 AND understood = 1 AND length(raw) > 0) AS n""", raw.get()));
    }

    /// Journalled where anything was erased.
    public Erased erase(Tx tx, Actor by) throws VaultException {
        Erased due = due(tx);
        Optional<Instant> raw = before(tx, Setting.TECHNICAL_DAYS);
        Optional<Instant> old = before(tx, Setting.JOURNAL_DAYS);
        if (raw.isPresent()) {
            tx.update("""
                    DELETE FROM long_content WHERE n < 0 AND id IN
                      (SELECT far FROM outbox WHERE since < ? AND state IN ('SENT', 'WITHDRAWN'))""", raw.get());
            tx.update("""
                    UPDATE outbox SET bytes = x'', far = NULL WHERE since < ? AND state IN ('SENT', 'WITHDRAWN')
                      AND (length(bytes) > 0 OR far IS NOT NULL)""", raw.get());
            tx.update("""
                    UPDATE signal_envelope SET raw = x'' WHERE received < ? AND understood = 1
                      AND length(raw) > 0""", raw.get());
        }
        if (old.isPresent()) {
            payloads.erase(tx, payloads.due(tx, old.get()));
        }
        if (due.entries() + due.forms() > 0) {
            journal.append(tx, JournalKind.PAYLOADS_ERASED,
                    Payload.by(by).saying(due.entries() + " entries, " + due.forms() + " forms"));
        }
        return due;
    }

    private Optional<Instant> before(Tx tx, Setting setting) throws VaultException {
        int days = Integer.parseInt(settings.get(tx, setting));
        return days == 0 ? Optional.empty() : Optional.of(clock.instant().minus(Duration.ofDays(days)));
    }

    private static int count(Tx tx, String sql, Instant time) throws VaultException {
        return tx.one(sql, row -> (int) row.number("n"), time).orElseThrow();
    }
}
