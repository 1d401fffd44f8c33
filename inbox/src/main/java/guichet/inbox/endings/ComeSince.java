package guichet.inbox.endings;

import guichet.inbox.CaseId;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether something came that a closed case may go on with: filed into it, or from one of its contacts and still to be sorted, since nothing files
/// itself into a closed case. Who claims to be a contact counts as one: a case too many that waits for a person does no harm.
final class ComeSince {
    private ComeSince() {
    }

    static boolean closing(Tx tx, CaseId id, Instant closed) throws VaultException {
        return filed(tx, id, closed) || byMailToSort(tx, id, closed) || onSignalToSort(tx, id, closed);
    }

    private static boolean filed(Tx tx, CaseId id, Instant closed) throws VaultException {
        return tx.one("SELECT 1 FROM message WHERE case_id = ? AND received > ? LIMIT 1", _ -> true, id.toString(),
                closed).isPresent();
    }

    private static boolean byMailToSort(Tx tx, CaseId id, Instant closed) throws VaultException {
        Set<Address> theirs = tx.list("""
                SELECT written FROM contact_address
                WHERE contact IN (SELECT contact FROM case_contact WHERE case_id = ?)""", row -> row.text("written"),
                id.toString()).stream().flatMap(text -> Address.parse(text).stream()).collect(Collectors.toSet());
        if (theirs.isEmpty()) {
            return false;
        }
        List<String> senders = tx.list("""
                SELECT DISTINCT from_address FROM message
                WHERE case_id IS NULL AND direction = 'IN' AND channel = 'MAIL' AND received > ?""",
                row -> row.text("from_address"), closed);
        return senders.stream().map(Address::parse).flatMap(Optional::stream).anyMatch(theirs::contains);
    }

    private static boolean onSignalToSort(Tx tx, CaseId id, Instant closed) throws VaultException {
        return tx.one("""
                SELECT 1 FROM message m JOIN signal_message s ON s.message = m.id
                WHERE m.case_id IS NULL AND m.direction = 'IN' AND m.received > ?2 AND s.author IN
                  (SELECT id FROM signal_identity
                   WHERE contact IN (SELECT contact FROM case_contact WHERE case_id = ?1))
                LIMIT 1""", _ -> true, id.toString(), closed).isPresent();
    }
}
