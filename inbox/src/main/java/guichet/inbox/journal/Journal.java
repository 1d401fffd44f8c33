package guichet.inbox.journal;

import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The append-only, hash-chained record of what people decided.
///
/// Appending happens inside the caller's transaction: an act and its entry are durable together or not at all.
public final class Journal {
    private final Clock clock;
    private final SecureRandom random;

    public Journal(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /// Appends one entry, tied to the one before it.
    ///
    /// @return its number
    public long append(Tx tx, JournalKind kind, JournalEntry.Payload payload) throws VaultException {
        JournalHead head = head(tx);
        long n = head.entries() + 1;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] salt = new byte[Chain.SALT_BYTES];
        random.nextBytes(salt);
        byte[] payloadHash = Chain.payloadHash(salt, payload);
        byte[] hash = Chain.link(head.hash(), n, now, kind.name(), payloadHash);
        tx.update("""
                INSERT INTO journal (n, time, kind, payload_hash, hash, salt, person, via, case_id, reason, channel,
                  recipients, digest, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", n, now, kind.name(), payloadHash, hash, salt,
                payload.actor().person(), payload.actor().via().name(),
                payload.caseId().map(Object::toString).orElse(null),
                payload.reason().orElse(null), payload.channel().map(Enum::name).orElse(null),
                JournalRows.joined(payload.recipients()), payload.digest().orElse(null), payload.detail().orElse(null));
        return n;
    }

    /// Where the chain stands: worth keeping elsewhere, since a cut or a rewritten journal is noticed against it.
    public JournalHead head(Tx tx) throws VaultException {
        return tx.one("SELECT n, hash FROM journal ORDER BY n DESC LIMIT 1",
                row -> new JournalHead(row.number("n"), row.bytes("hash"))).orElse(JournalHead.EMPTY);
    }

    public Optional<JournalEntry> find(Tx tx, long n) throws VaultException {
        return tx.one("SELECT " + JournalRows.COLUMNS + " FROM journal WHERE n = ?", JournalRows::entry, n);
    }

    /// Newest first.
    public List<JournalEntry> list(Tx tx, JournalFilter filter) throws VaultException {
        return tx.list(
                "SELECT " + JournalRows.COLUMNS
                        + """
                                 FROM journal
                                WHERE (?1 IS NULL OR case_id = ?1)
                                  AND (?2 IS NULL OR kind = ?2)
                                  AND (?3 = 0 OR kind IN ('EXPOSURE', 'CONTACT_IN_CLEAR'))
                                  AND (?4 IS NULL OR instr(lower(char(10) || recipients || char(10)), lower(char(10) || ?4 || char(10))) > 0)
                                ORDER BY n DESC LIMIT ?5""",
                JournalRows::entry, filter.caseId().map(Object::toString).orElse(null),
                filter.kind().map(Enum::name).orElse(null), filter.exposures() == JournalFilter.Exposures.ONLY,
                filter.recipient().orElse(null), filter.limit());
    }

    /// Whether an entry of this kind is about this digest.
    public boolean has(Tx tx, JournalKind kind, String digest) throws VaultException {
        return tx.one("SELECT 1 FROM journal WHERE digest = ? AND kind = ? LIMIT 1", _ -> true, digest, kind.name())
                .isPresent();
    }
}
