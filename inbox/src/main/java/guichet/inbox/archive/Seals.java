package guichet.inbox.archive;

import guichet.inbox.CaseId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of the sealed archives of a case: what the person answered, what was made, whether they have it.
public final class Seals {
    private final Journal journal;
    private final Clock clock;

    public Seals(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// To the question whether having it can endanger them.
    public enum Answer {
        NO_DANGER, DANGER
    }

    /// Which way it goes.
    public enum Way {
        /** Written to a file, to be handed over. */
        FILE,
        /** Inside encrypted mail. */
        MAIL
    }

    /// @param way       empty: nothing was made
    /// @param delivered when they had it, as a person says
    public record Seal(long id, CaseId caseId, Instant made, Answer answer, Optional<Way> way, Optional<String> sha256,
            Optional<Instant> delivered) {
    }

    /// The person concerned was asked, and this is what they said. Durable before anything is made.
    public long asked(Tx tx, CaseId id, Answer answer, Actor by) throws VaultException {
        journal.append(tx, JournalKind.SEAL_ASKED, Payload.by(by).inCase(Optional.of(id)).saying(answer.name()));
        return tx.insert("INSERT INTO sealed_archive (case_id, made, answer) VALUES (?, ?, ?)", id.value(),
                clock.instant(), answer.name());
    }

    /// It was made.
    ///
    /// @param key the archive key's fingerprint
    public void made(Tx tx, long seal, CaseId id, Way way, String sha256, long size, String key, Actor by)
            throws VaultException {
        tx.update("UPDATE sealed_archive SET sha256 = ?, size = ?, archive_key = ?, way = ? WHERE id = ?", sha256, size,
                key, way.name(), seal);
        journal.append(tx, JournalKind.CASE_SEALED,
                Payload.by(by).inCase(Optional.of(id)).of(sha256).saying(way.name() + " for " + key));
    }

    /// A person says that the last one made has arrived.
    ///
    /// @return false where none was made
    public boolean delivered(Tx tx, CaseId id, Actor by) throws VaultException {
        Optional<Seal> last = of(tx, id).stream().filter(seal -> seal.way().isPresent()).findFirst();
        if (last.isEmpty()) {
            return false;
        }
        if (last.get().delivered().isEmpty()) {
            tx.update("UPDATE sealed_archive SET delivered = ? WHERE id = ?", clock.instant(), last.get().id());
            journal.append(tx, JournalKind.SEAL_DELIVERED,
                    Payload.by(by).inCase(Optional.of(id)).of(last.get().sha256().orElse("")));
        }
        return true;
    }

    /// Whether a sealed archive of this case is with the person concerned, and nothing has come to the case since it was made.
    public static boolean isDelivered(Tx tx, CaseId id) throws VaultException {
        return tx.one("""
                SELECT EXISTS (SELECT 1 FROM sealed_archive
                  WHERE case_id = ?1 AND delivered IS NOT NULL
                    AND made >= coalesce((SELECT max(received) FROM message
                      WHERE case_id = ?1 AND (direction = 'IN' OR channel IN ('NOTE', 'CONTACT'))), 0)
                    AND made >= coalesce((SELECT max(time) FROM journal
                      WHERE case_id = ?1 AND kind = 'CASE_RESTORED'), 0)) AS holds""", row -> row.flag("holds"),
                id.value()).orElse(false);
    }

    /// The newest first.
    public static List<Seal> of(Tx tx, CaseId id) throws VaultException {
        return tx.list("""
                SELECT id, case_id, made, answer, way, sha256, delivered FROM sealed_archive
                WHERE case_id = ? ORDER BY id DESC""", Seals::seal, id.value());
    }

    private static Seal seal(Row row) throws VaultException {
        return new Seal(row.number("id"), new CaseId(row.text("case_id")), row.time("made"),
                Answer.valueOf(row.text("answer")), row.textOrNone("way").map(Way::valueOf), row.textOrNone("sha256"),
                row.timeOrNone("delivered"));
    }
}
