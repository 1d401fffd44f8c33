package guichet.inbox.gate;

import guichet.inbox.MessageId;
import guichet.inbox.cases.DraftContents;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.Optional;

/// The drafts of messages that wait in the outbox: in no list, and at hand again, as they were written, once their message is
/// taken back. One is gone for good as soon as any mail of its message has left or may have.
final class KeptDrafts {
    private final Drafts drafts;

    KeptDrafts(Clock clock) {
        this.drafts = new Drafts(clock);
    }

    /// Makes a draft's stored form the one that leaves.
    ///
    /// @return empty where it was sent or discarded elsewhere meanwhile; then nothing was written
    Optional<DraftId> settle(Tx tx, Draft draft) throws VaultException {
        if (draft.id().isEmpty()) {
            return Optional.of(drafts.save(tx, draft));
        }
        return drafts.replace(tx, draft.id().get(), draft) ? draft.id() : Optional.empty();
    }

    /// Puts it away for as long as its message waits.
    void putAway(Tx tx, DraftId id, MessageId message) throws VaultException {
        tx.insert("INSERT INTO draft_leaving (draft, message) VALUES (?, ?)", id.value(), message.value());
    }

    /// Which draft a message would be again.
    Optional<DraftId> of(Tx tx, MessageId message) throws VaultException {
        return tx.one("SELECT draft FROM draft_leaving WHERE message = ?", row -> new DraftId(row.number("draft")),
                message.value());
    }

    /// Before its message is removed.
    void giveBack(Tx tx, DraftId id) throws VaultException {
        DraftContents.giveBack(tx, id.value());
        tx.update("DELETE FROM draft_leaving WHERE draft = ?", id.value());
    }

    void forget(Tx tx, MessageId message) throws VaultException {
        Optional<DraftId> draft = of(tx, message);
        if (draft.isPresent()) {
            tx.update("DELETE FROM draft WHERE id = ?", draft.get().value());
            DraftContents.release(tx, draft.get().value());
        }
    }
}
