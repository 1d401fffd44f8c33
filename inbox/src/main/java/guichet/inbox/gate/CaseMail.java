package guichet.inbox.gate;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.DraftContents;
import guichet.inbox.gate.OutboxRow.State;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the gate keeps of a case: drafts, and the bytes of what left. For a case that ends.
public final class CaseMail {
    private static final String ROWS = "outbox WHERE message IN (SELECT id FROM message WHERE case_id = ?)";

    public CaseMail() {
    }

    /// How many mails of the case have no outcome yet: they wait, failed, are held, or are leaving.
    public int unsent(Tx tx, CaseId id) throws VaultException {
        return count(tx, id, Set.of(State.COUNTING, State.WAITING, State.CONNECTING, State.SENDING, State.FAILED,
                State.HELD));
    }

    /// How many may have left or not.
    public int unknown(Tx tx, CaseId id) throws VaultException {
        return count(tx, id, Set.of(State.UNKNOWN));
    }

    /// What the journal calls the mails that left of these messages.
    public Set<String> digests(Tx tx, List<MessageId> messages) throws VaultException {
        Set<String> digests = new HashSet<>();
        for (MessageId id : messages) {
            digests.addAll(tx.list("SELECT digest FROM outbox WHERE message = ?", row -> row.text("digest"),
                    id.value()));
        }
        return digests;
    }

    /// The bytes of what left.
    ///
    /// @return how many mails
    public int eraseSent(Tx tx, List<MessageId> messages) throws VaultException {
        int erased = 0;
        for (MessageId id : messages) {
            tx.update("UPDATE outbox SET bytes = zeroblob(length(bytes)) WHERE message = ?", id.value());
            tx.update("""
                    UPDATE outbox_recipient SET address = CAST(zeroblob(length(CAST(address AS BLOB))) AS TEXT)
                    WHERE outbox IN (SELECT id FROM outbox WHERE message = ?)""", id.value());
            erased += tx.update("DELETE FROM outbox WHERE message = ?", id.value());
            eraseDrafts(tx, "reply_to = ?1 OR id IN (SELECT draft FROM draft_leaving WHERE message = ?1)", id.value());
        }
        return erased;
    }

    /// How many drafts of this case there are, or answers to its messages.
    public int drafts(Tx tx, CaseId id) throws VaultException {
        return tx.one("""
                SELECT count(*) AS n FROM draft WHERE case_id = ?1
                  OR reply_to IN (SELECT id FROM message WHERE case_id = ?1)""", row -> (int) row.number("n"),
                id.toString()).orElseThrow();
    }

    public void eraseDrafts(Tx tx, CaseId id) throws VaultException {
        eraseDrafts(tx, "case_id = ?1", id.toString());
    }

    /// @param which text of this class
    private static void eraseDrafts(Tx tx, String which, Object value) throws VaultException {
        for (long draft : tx.list("SELECT id FROM draft WHERE " + which, row -> row.number("id"), value)) {
            tx.update("""
                    UPDATE draft SET recipients = CAST(zeroblob(length(CAST(recipients AS BLOB))) AS TEXT),
                      subject = CAST(zeroblob(length(CAST(subject AS BLOB))) AS TEXT),
                      body = CAST(zeroblob(length(CAST(body AS BLOB))) AS TEXT) WHERE id = ?""", draft);
            tx.update("""
                    UPDATE draft_attachment SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT),
                      content = zeroblob(length(content)) WHERE draft = ?""", draft);
            tx.update("DELETE FROM draft WHERE id = ?", draft);
            DraftContents.release(tx, draft);
        }
    }

    private static int count(Tx tx, CaseId id, Set<State> states) throws VaultException {
        return (int) tx.list("SELECT state FROM " + ROWS, row -> State.valueOf(row.text("state")), id.toString())
                .stream().filter(states::contains).count();
    }
}
