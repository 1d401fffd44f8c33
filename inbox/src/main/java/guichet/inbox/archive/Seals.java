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
    private static final String SELECT = """
            SELECT id, case_id, made, answer, way, sha256, delivered FROM sealed_archive
            """;
    /// Of an archive `s`: when its last part was received, or read; NULL while a part is not.
    private static final String RECEIVED = """
            (SELECT CASE WHEN count(*) = count(at) THEN max(at) END FROM
              (SELECT (SELECT min(coalesce(g.delivered, g.read)) FROM message_attachment f
                  JOIN message m ON m.id = f.message JOIN signal_message g ON g.message = m.id
                  WHERE f.name = p.name AND m.case_id = s.case_id AND m.direction = 'OUT') AS at
                FROM seal_part p WHERE p.seal = s.id))""";

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
        MAIL, SIGNAL
    }

    /// @param way       empty: nothing was made
    /// @param delivered when they had it, as a person or a receipt says
    public record Seal(long id, CaseId caseId, Instant made, Answer answer, Optional<Way> way, Optional<String> sha256,
            Optional<Instant> delivered) {
    }

    /// The person concerned was asked, and this is what they said. Durable before anything is made.
    public long asked(Tx tx, CaseId id, Answer answer, Actor by) throws VaultException {
        journal.append(tx, JournalKind.SEAL_ASKED, Payload.by(by).inCase(Optional.of(id)).saying(answer.name()));
        return tx.insert("INSERT INTO sealed_archive (case_id, made, answer) VALUES (?, ?, ?)", id.value(),
                clock.instant(), answer.name());
    }

    /// What was made.
    ///
    /// @param key   the archive key's fingerprint
    /// @param parts names of the files that are to be attached to messages
    record Made(Way way, String sha256, long size, String key, List<String> parts) {
        Made {
            parts = List.copyOf(parts);
        }
    }

    void made(Tx tx, long seal, CaseId id, Made made, Actor by) throws VaultException {
        tx.update("UPDATE sealed_archive SET sha256 = ?, size = ?, archive_key = ?, way = ? WHERE id = ?",
                made.sha256(), made.size(), made.key(), made.way().name(), seal);
        for (int i = 0; i < made.parts().size(); i++) {
            tx.update("INSERT INTO seal_part (seal, n, name) VALUES (?, ?, ?)", seal, i + 1, made.parts().get(i));
        }
        journal.append(tx, JournalKind.CASE_SEALED, Payload.by(by).inCase(Optional.of(id)).of(made.sha256())
                .saying(made.way().name() + " for " + made.key()));
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
            delivered(tx, last.get(), clock.instant(), by);
        }
        return true;
    }

    /// Receipts on Signal for every part of an archive say that it has arrived: that is kept, and journalled.
    ///
    /// @return how many archives were found to have arrived
    public int settleReceipts(Tx tx) throws VaultException {
        int settled = 0;
        for (Seal seal : tx.list(SELECT + "WHERE delivered IS NULL AND way = 'SIGNAL' ORDER BY id", Seals::seal)) {
            Optional<Instant> received = tx.one("SELECT " + RECEIVED + " AS at FROM sealed_archive s WHERE s.id = ?",
                    row -> row.timeOrNone("at"), seal.id()).flatMap(at -> at);
            if (received.isPresent()) {
                delivered(tx, seal, received.get(), Actor.PROGRAM);
                settled++;
            }
        }
        return settled;
    }

    private void delivered(Tx tx, Seal seal, Instant when, Actor by) throws VaultException {
        tx.update("UPDATE sealed_archive SET delivered = ? WHERE id = ?", when, seal.id());
        journal.append(tx, JournalKind.SEAL_DELIVERED,
                Payload.by(by).inCase(Optional.of(seal.caseId())).of(seal.sha256().orElse("")));
    }

    /// Whether a sealed archive of this case is with the person concerned, and nothing has come to the case since it was made. What only came
    /// back out of the intermediate archive is nothing new.
    public static boolean isDelivered(Tx tx, CaseId id) throws VaultException {
        return tx.one("""
                SELECT EXISTS (SELECT 1 FROM sealed_archive s
                  WHERE case_id = ?1 AND (delivered IS NOT NULL OR\s""" + RECEIVED + """
                IS NOT NULL)
                   AND made >= coalesce((SELECT max(received) FROM message
                     WHERE case_id = ?1 AND channel <> 'CHAT'
                       AND (direction = 'IN' OR channel IN ('NOTE', 'CONTACT'))), 0)
                   AND made >= coalesce((SELECT max(time) FROM journal r
                     WHERE case_id = ?1 AND kind = 'CASE_RESTORED' AND NOT EXISTS (SELECT 1 FROM journal a
                       WHERE a.case_id = ?1 AND a.kind = 'CASE_ARCHIVED' AND a.digest = r.digest)), 0)) AS holds""",
                row -> row.flag("holds"), id.value()).orElse(false);
    }

    /// The newest first.
    public static List<Seal> of(Tx tx, CaseId id) throws VaultException {
        return tx.list(SELECT + "WHERE case_id = ? ORDER BY id DESC", Seals::seal, id.value());
    }

    private static Seal seal(Row row) throws VaultException {
        return new Seal(row.number("id"), new CaseId(row.text("case_id")), row.time("made"),
                Answer.valueOf(row.text("answer")), row.textOrNone("way").map(Way::valueOf), row.textOrNone("sha256"),
                row.timeOrNone("delivered"));
    }
}
