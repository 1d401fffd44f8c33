package guichet.inbox.journal;

import guichet.inbox.CaseId;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One entry with all that its hash is made of: outside of a vault, it can be checked by itself, and its place in the chain against the
/// vault that it comes from. docs/journal-format.md gives the hashes byte for byte.
///
/// @param kind    the constant's name
/// @param salt    empty where the payload was erased; then so is `payload`
@SuppressWarnings("ArrayRecordComponent") // read once, written once, never compared as a whole
public record ChainedEntry(long n, Instant time, String kind, byte[] previous, byte[] payloadHash, byte[] hash,
        Optional<byte[]> salt, Optional<Payload> payload) {

    /// A case's, the oldest first.
    public static List<ChainedEntry> ofCase(Tx tx, CaseId id) throws VaultException {
        return tx.list("""
                SELECT j.n, j.time, j.kind, j.payload_hash, j.hash, j.salt, j.person, j.via, j.case_id, j.reason,
                  j.channel, j.recipients, j.digest, j.detail, p.hash AS previous
                FROM journal j LEFT JOIN journal p ON p.n = j.n - 1
                WHERE j.case_id = ? ORDER BY j.n""", ChainedEntry::read, id.toString());
    }

    /// Whether the hashes are those of what it says.
    public boolean holds() {
        return MessageDigest.isEqual(Chain.link(previous, n, time, kind, payloadHash), hash)
                && (salt.isEmpty() || payload.isEmpty()
                        || MessageDigest.isEqual(Chain.payloadHash(salt.get(), payload.get()), payloadHash));
    }

    /// As an entry of the journal is listed.
    public JournalEntry listed() {
        return new JournalEntry(n, time,
                Stream.of(JournalKind.values()).filter(known -> known.name().equals(kind)).findFirst()
                        .orElse(JournalKind.UNREADABLE),
                payload.orElse(Payload.by(Actor.PROGRAM)), payload.isEmpty());
    }

    private static ChainedEntry read(Row row) throws VaultException {
        Optional<byte[]> salt = row.bytesOrNone("salt");
        return new ChainedEntry(row.number("n"), row.time("time"), row.text("kind"),
                row.bytesOrNone("previous").orElse(Chain.ORIGIN), row.bytes("payload_hash"), row.bytes("hash"), salt,
                salt.isEmpty() ? Optional.empty() : Optional.of(JournalRows.payload(row)));
    }
}
