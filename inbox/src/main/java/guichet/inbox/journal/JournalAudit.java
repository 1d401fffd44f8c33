package guichet.inbox.journal;

import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.KeyFile;
import guichet.crypto.OpenPgp;
import guichet.crypto.SecretKey;
import guichet.crypto.SignatureCheck;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Checks the whole chain, and signs it at checkpoints.
///
/// Who holds the whole vault could write all of it anew: what is promised is that this is noticed against a head kept elsewhere.
public final class JournalAudit {
    private final Journal journal;
    private final OpenPgp openPgp;
    private final Clock clock;

    public JournalAudit(Journal journal, OpenPgp openPgp, Clock clock) {
        this.journal = journal;
        this.openPgp = openPgp;
        this.clock = clock;
    }

    /// What a check found.
    ///
    /// @param erased   how many entries have lost their payload, as their time was over
    /// @param head     where the chain stands now
    /// @param firstBad the first entry that is missing, altered, or signed otherwise than it stands
    /// @param kept     how the chain compares with the head that was given
    public record Result(long entries, long erased, JournalHead head, OptionalLong firstBad, Kept kept) {
        public boolean intact() {
            return firstBad.isEmpty() && (kept == Kept.MATCHES || kept == Kept.NOT_GIVEN);
        }
    }

    /// How the chain compares with a head kept elsewhere.
    public enum Kept {
        NOT_GIVEN, MATCHES,
        /** The journal ends before it: entries were cut off. */
        CUT,
        /** It has another hash at that entry: the journal was written anew. */
        REWRITTEN
    }

    /// Reads every entry and computes every hash again.
    public Result verify(Tx tx, Optional<JournalHead> kept) throws VaultException {
        Walk walk = new Walk(kept);
        tx.list("SELECT " + JournalRows.COLUMNS + " FROM journal ORDER BY n", walk::step);
        OptionalLong badCheckpoint = badCheckpoint(tx);
        OptionalLong first = walk.firstBad.isPresent() && badCheckpoint.isPresent()
                ? OptionalLong.of(Math.min(walk.firstBad.getAsLong(), badCheckpoint.getAsLong()))
                : walk.firstBad.isPresent() ? walk.firstBad : badCheckpoint;
        return new Result(walk.entries, walk.erased, journal.head(tx), first, walk.comparison());
    }

    /// Signs the chain as it stands with a person's key, and returns the head that the signature is about.
    public JournalHead checkpoint(Tx tx, SecretKey signer) throws VaultException, CryptoException {
        JournalHead head = journal.head(tx);
        byte[] signature = openPgp.signDetached(signed(head), signer, clock.instant());
        tx.update("INSERT OR REPLACE INTO journal_checkpoint (n, hash, certificate, signature) VALUES (?, ?, ?, ?)",
                head.entries(), head.hash(), signer.certificate().bytes(), signature);
        return head;
    }

    private OptionalLong badCheckpoint(Tx tx) throws VaultException {
        List<OptionalLong> judged = tx.list(
                """
                        SELECT c.n AS n, c.hash AS hash, c.certificate AS certificate, c.signature AS signature, j.hash AS stands
                        FROM journal_checkpoint c LEFT JOIN journal j ON j.n = c.n WHERE c.n > 0 ORDER BY c.n""",
                row -> checkpointHolds(row) ? OptionalLong.empty() : OptionalLong.of(row.number("n")));
        return judged.stream().filter(OptionalLong::isPresent).findFirst().orElse(OptionalLong.empty());
    }

    private boolean checkpointHolds(Row row) throws VaultException {
        JournalHead head = new JournalHead(row.number("n"), row.bytes("hash"));
        Optional<byte[]> stands = row.bytesOrNone("stands");
        if (stands.isEmpty() || !MessageDigest.isEqual(stands.get(), head.hash())) {
            return false;
        }
        List<Certificate> signers = switch (KeyFile.read(row.bytes("certificate"))) {
            case KeyFile.Keys keys -> keys.certificates();
            case KeyFile.Unreadable _ -> List.of();
        };
        return openPgp.verifyDetached(signed(head), row.bytes("signature"), signers, clock.instant()).stream()
                .anyMatch(SignatureCheck.Good.class::isInstance);
    }

    private static byte[] signed(JournalHead head) {
        return head.line().getBytes(StandardCharsets.US_ASCII);
    }

    /// One pass over the entries in order.
    private static final class Walk {
        private final @Nullable JournalHead kept;
        private byte[] previous = Chain.ORIGIN;
        private long entries;
        private long erased;
        private OptionalLong firstBad = OptionalLong.empty();
        private byte @Nullable [] atKept;

        Walk(Optional<JournalHead> kept) {
            this.kept = kept.orElse(null);
            if (this.kept != null && this.kept.entries() == 0) {
                atKept = Chain.ORIGIN;
            }
        }

        private Boolean step(Row row) throws VaultException {
            long n = row.number("n");
            byte[] hash = row.bytes("hash");
            if (firstBad.isEmpty()) {
                if (n != entries + 1) {
                    firstBad = OptionalLong.of(entries + 1);
                } else if (!holds(row, n, hash)) {
                    firstBad = OptionalLong.of(n);
                }
            }
            if (kept != null && kept.entries() == n) {
                atKept = hash;
            }
            entries++;
            erased += row.bytesOrNone("salt").isEmpty() ? 1 : 0;
            previous = hash;
            return true;
        }

        private boolean holds(Row row, long n, byte[] hash) throws VaultException {
            byte[] payloadHash = row.bytes("payload_hash");
            byte[] linked = Chain.link(previous, n, row.time("time"), row.text("kind"), payloadHash);
            return MessageDigest.isEqual(linked, hash) && payloadHolds(row, payloadHash);
        }

        private static boolean payloadHolds(Row row, byte[] payloadHash) throws VaultException {
            Optional<byte[]> salt = row.bytesOrNone("salt");
            if (salt.isEmpty()) {
                // What stands beside an erased payload is vouched for by nothing.
                for (String column : List.of("person", "via", "case_id", "reason", "channel", "recipients", "digest",
                        "detail")) {
                    if (row.textOrNone(column).isPresent()) {
                        return false;
                    }
                }
                return true;
            }
            try {
                Payload payload = JournalRows.payload(row);
                return MessageDigest.isEqual(Chain.payloadHash(salt.get(), payload), payloadHash);
            } catch (IllegalArgumentException | IllegalStateException e) {
                // A value that no entry can have was put there.
                return false;
            }
        }

        private Kept comparison() {
            if (kept == null) {
                return Kept.NOT_GIVEN;
            }
            if (atKept == null) {
                return Kept.CUT;
            }
            return MessageDigest.isEqual(atKept, kept.hash()) ? Kept.MATCHES : Kept.REWRITTEN;
        }
    }
}
