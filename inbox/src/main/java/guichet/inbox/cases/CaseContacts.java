package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.ContactId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// Whose signed messages file themselves into which case. Each change is a decision, and journalled.
final class CaseContacts {
    private CaseContacts() {
    }

    static void add(Tx tx, Journal journal, CaseId id, ContactId contact, Actor by) throws VaultException {
        int added = tx.update("INSERT INTO case_contact (case_id, contact) VALUES (?, ?) ON CONFLICT DO NOTHING",
                id.toString(), contact.value());
        if (added > 0) {
            append(tx, journal, JournalKind.CASE_CONTACT_ADDED, id, contact, by);
        }
    }

    static void remove(Tx tx, Journal journal, CaseId id, ContactId contact, Actor by) throws VaultException {
        int removed = tx.update("DELETE FROM case_contact WHERE case_id = ? AND contact = ?", id.toString(),
                contact.value());
        if (removed > 0) {
            append(tx, journal, JournalKind.CASE_CONTACT_REMOVED, id, contact, by);
        }
    }

    static List<ContactId> list(Tx tx, CaseId id) throws VaultException {
        return tx.list("SELECT contact FROM case_contact WHERE case_id = ? ORDER BY contact",
                row -> new ContactId(row.number("contact")), id.toString());
    }

    static void merge(Tx tx, ContactId into, ContactId from) throws VaultException {
        tx.update("""
                INSERT INTO case_contact (case_id, contact) SELECT case_id, ? FROM case_contact WHERE contact = ?
                ON CONFLICT DO NOTHING""", into.value(), from.value());
        tx.update("DELETE FROM case_contact WHERE contact = ?", from.value());
    }

    private static void append(Tx tx, Journal journal, JournalKind kind, CaseId id, ContactId contact, Actor by)
            throws VaultException {
        journal.append(tx, kind,
                JournalEntry.Payload.by(by).inCase(Optional.of(id)).saying("contact " + contact.value()));
    }
}
