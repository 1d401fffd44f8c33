package guichet.inbox.endings;

import guichet.inbox.CaseId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// What keeps a case from being archived or destroyed until a person lets it go: a trial, say. Stateless, for any thread.
public final class Holds {
    private final Journal journal;
    private final Clock clock;

    public Holds(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// @param reason as the person wrote it
    public record Hold(Instant since, String person, String reason) {
    }

    /// Puts one on a case, or gives the one that is there another reason; journalled. The case has to be there.
    public void hold(Tx tx, CaseId id, String reason, Actor by) throws VaultException {
        tx.update("""
                INSERT INTO case_hold (case_id, since, person, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET reason = excluded.reason, person = excluded.person""", id.toString(),
                clock.instant(), by.person(), reason);
        journal.append(tx, JournalKind.CASE_HELD, Payload.by(by).inCase(Optional.of(id)).because(reason));
    }

    /// @return false where there was none
    public boolean release(Tx tx, CaseId id, Actor by) throws VaultException {
        boolean held = tx.update("DELETE FROM case_hold WHERE case_id = ?", id.toString()) > 0;
        if (held) {
            journal.append(tx, JournalKind.CASE_RELEASED, Payload.by(by).inCase(Optional.of(id)));
        }
        return held;
    }

    public Optional<Hold> find(Tx tx, CaseId id) throws VaultException {
        return tx.one("SELECT since, person, reason FROM case_hold WHERE case_id = ?",
                row -> new Hold(row.time("since"), row.text("person"), row.text("reason")), id.toString());
    }
}
