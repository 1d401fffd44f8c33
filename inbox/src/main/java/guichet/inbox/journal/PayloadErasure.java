package guichet.inbox.journal;

import guichet.inbox.CaseId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Erases what entries say, with their salt; number, time and kind stay, and the chain still verifies.
public final class PayloadErasure {
    /// In place first, since the length stays; then nothing is left of it.
    private static final List<String> ERASE = List.of("""
            UPDATE journal SET salt = zeroblob(length(salt)),
              person = CAST(zeroblob(length(CAST(person AS BLOB))) AS TEXT),
              reason = CAST(zeroblob(length(CAST(reason AS BLOB))) AS TEXT),
              recipients = CAST(zeroblob(length(CAST(recipients AS BLOB))) AS TEXT),
              detail = CAST(zeroblob(length(CAST(detail AS BLOB))) AS TEXT)
            WHERE n = ? AND salt IS NOT NULL""", """
            UPDATE journal SET salt = NULL, person = NULL, via = NULL, case_id = NULL, reason = NULL, channel = NULL,
              recipients = NULL, digest = NULL, detail = NULL
            WHERE n = ? AND salt IS NOT NULL""");

    private record Entry(long n, Optional<String> caseId, List<String> recipients, Optional<String> digest,
            Optional<String> detail) {
    }

    /// What is gone from the vault, and shall not be named by an entry either.
    ///
    /// @param digests    of what was sent
    /// @param recipients as entries name them
    /// @param words      fingerprints and the like that a detail begins with
    public record Gone(CaseId caseId, Set<String> digests, Set<String> recipients, Set<String> words) {
        public Gone {
            digests = Set.copyOf(digests);
            recipients = Set.copyOf(recipients);
            words = Set.copyOf(words);
        }
    }

    public PayloadErasure() {
    }

    /// @return of how many entries
    public int erase(Tx tx, Gone gone) throws VaultException {
        List<Entry> entries = tx.list("""
                SELECT n, case_id, recipients, digest, detail FROM journal WHERE salt IS NOT NULL ORDER BY n""",
                row -> new Entry(row.number("n"), row.textOrNone("case_id"),
                        List.of(row.textOrNone("recipients").orElse("").split("\n", -1)), row.textOrNone("digest"),
                        row.textOrNone("detail")));
        Set<String> digests = new HashSet<>(gone.digests());
        for (Entry entry : entries) {
            if (entry.caseId().equals(Optional.of(gone.caseId().toString()))) {
                entry.digest().ifPresent(digests::add);
            }
        }
        int erased = 0;
        for (Entry entry : entries) {
            if (isAbout(entry, gone, digests)) {
                erase(tx, entry.n());
                erased++;
            }
        }
        return erased;
    }

    /// The entries whose time is over. Those about a mail that has not come to its end stay as they are: an override is spent by what
    /// they say.
    public List<Long> due(Tx tx, Instant before) throws VaultException {
        return tx.list("""
                SELECT n FROM journal WHERE time < ? AND salt IS NOT NULL
                  AND (digest IS NULL OR digest NOT IN
                    (SELECT digest FROM outbox WHERE state NOT IN ('SENT', 'WITHDRAWN')))
                ORDER BY n""", row -> row.number("n"), before);
    }

    public void erase(Tx tx, List<Long> entries) throws VaultException {
        for (long n : entries) {
            erase(tx, n);
        }
    }

    private static void erase(Tx tx, long n) throws VaultException {
        for (String sql : ERASE) {
            tx.update(sql, n);
        }
    }

    private static boolean isAbout(Entry entry, Gone gone, Set<String> digests) {
        boolean named = !entry.recipients().equals(List.of(""))
                && entry.recipients().stream().allMatch(gone.recipients()::contains);
        return entry.caseId().equals(Optional.of(gone.caseId().toString()))
                || entry.digest().filter(digests::contains).isPresent() || named
                || entry.detail().map(detail -> detail.split("[ :]", 2)[0]).filter(gone.words()::contains).isPresent();
    }
}
