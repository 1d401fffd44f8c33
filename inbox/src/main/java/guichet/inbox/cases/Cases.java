package guichet.inbox.cases;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.keystore.ContactId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The cases of a vault. Every change is journalled in the same transaction.
@SuppressWarnings("UnusedVariable") // unfinished: the bodies follow
public final class Cases {
    private final Journal journal;
    private final Clock clock;

    public Cases(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// Opens a case with the next free number of this year (UTC).
    public CaseId open(Tx tx, String title, Actor by) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Open ones first, then the newest.
    public List<Case> list(Tx tx) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public Optional<Case> find(Tx tx, CaseId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// @param assignee the name of a person of this vault
    /// @return false where there is no such case
    public boolean assign(Tx tx, CaseId id, Optional<String> assignee, Actor by) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public boolean close(Tx tx, CaseId id, Actor by) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public boolean reopen(Tx tx, CaseId id, Actor by) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Whose signed messages file themselves into this case.
    public boolean addContact(Tx tx, CaseId id, ContactId contact, Actor by) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public List<ContactId> contacts(Tx tx, CaseId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Writes an internal note. It has no way out.
    public Optional<guichet.inbox.MessageId> note(Tx tx, CaseId id, String text, Actor by) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Records a contact in the clear that happened elsewhere; journalled as an exposure.
    public Optional<guichet.inbox.MessageId> contactInClear(Tx tx, CaseId id, ContactKind kind, String text, Actor by)
            throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }
}
