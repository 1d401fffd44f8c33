package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Contact;
import guichet.keystore.ContactId;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.Optional;

/// Puts messages into cases and takes them out; journalled. Says "message 12" and how, never a word of the message.
final class Filing {
    private final Journal journal;
    private final Keyring keyring;
    private final Clock clock;
    private final Contacts contacts = new Contacts();

    Filing(Journal journal, Keyring keyring, Clock clock) {
        this.journal = journal;
        this.keyring = keyring;
        this.clock = clock;
    }

    boolean file(Tx tx, MessageId id, CaseId caseId, Actor by) throws VaultException {
        Optional<Optional<String>> now = caseOf(tx, id);
        if (now.isEmpty() || Clues.isOpen(tx, caseId).isEmpty() || isOfTheChat(tx, id)) {
            return false;
        }
        if (now.get().equals(Optional.of(caseId.toString()))) {
            return true;
        }
        if (now.get().isPresent()) {
            append(tx, JournalKind.MESSAGE_UNFILED, id, new CaseId(now.get().get()), by, "moved");
        }
        move(tx, id, Optional.of(caseId), FiledBy.PERSON);
        append(tx, JournalKind.MESSAGE_FILED, id, caseId, by, "by-person");
        addAuthor(tx, id, caseId, by);
        return true;
    }

    boolean unfile(Tx tx, MessageId id, Actor by) throws VaultException {
        Optional<Optional<String>> now = caseOf(tx, id);
        if (now.isEmpty() || isOfItsCase(tx, id) || isOfTheChat(tx, id)) {
            return false;
        }
        if (now.get().isPresent()) {
            move(tx, id, Optional.empty(), FiledBy.PERSON);
            append(tx, JournalKind.MESSAGE_UNFILED, id, new CaseId(now.get().get()), by, "by-person");
        }
        return true;
    }

    void byProof(Tx tx, MessageId id, FilingByProof.Filed filed) throws VaultException {
        move(tx, id, Optional.of(filed.caseId()), FiledBy.PROOF);
        storedByProof(tx, id, filed);
    }

    /// It was stored where it belongs.
    void storedByProof(Tx tx, MessageId id, FilingByProof.Filed filed) throws VaultException {
        append(tx, JournalKind.MESSAGE_FILED, id, filed.caseId(), Actor.PROGRAM, filed.proof().word());
    }

    /// A person says that this message belongs there; so do its author's next ones.
    private void addAuthor(Tx tx, MessageId id, CaseId caseId, Actor by) throws VaultException {
        Optional<ProvenAuthor> author = ProvenAuthor.of(tx, new TrustNow(tx, keyring, clock.instant()), id.value());
        Optional<ContactId> contact = author.isEmpty()
                ? new SignalClues(tx).provenContact(id)
                : contacts.find(tx, author.get().address()).map(Contact::id);
        if (contact.isPresent()) {
            CaseContacts.add(tx, journal, caseId, contact.get(), by);
        }
    }

    private void append(Tx tx, JournalKind kind, MessageId id, CaseId caseId, Actor by, String how)
            throws VaultException {
        journal.append(tx, kind,
                JournalEntry.Payload.by(by).inCase(Optional.of(caseId)).saying("message " + id + ": " + how));
    }

    /// What is said in a room stands where the room does: nobody takes it from there, and its author is nobody of the case.
    private static boolean isOfTheChat(Tx tx, MessageId id) throws VaultException {
        return tx.one("SELECT 1 FROM message WHERE id = ? AND channel = 'CHAT'", _ -> true, id.value()).isPresent();
    }

    private static void move(Tx tx, MessageId id, Optional<CaseId> to, FiledBy by) throws VaultException {
        tx.update("UPDATE message SET case_id = ?, filed_by = ? WHERE id = ?", to.map(Object::toString).orElse(null),
                by.name(), id.value());
    }

    /// Outer empty: no such message; inner empty: in no case.
    private static Optional<Optional<String>> caseOf(Tx tx, MessageId id) throws VaultException {
        return tx.one("SELECT case_id FROM message WHERE id = ?", row -> row.textOrNone("case_id"), id.value());
    }

    private static boolean isOfItsCase(Tx tx, MessageId id) throws VaultException {
        return tx.one("SELECT 1 FROM message WHERE id = ? AND channel IN ('NOTE', 'CONTACT')", _ -> true, id.value())
                .isPresent();
    }
}
