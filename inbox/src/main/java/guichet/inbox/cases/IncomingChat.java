package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The store as the chat writes it, and nobody else. What is said in a room stands in the room's case, and in no other.
public final class IncomingChat {
    private final Clock clock;

    public IncomingChat(Clock clock) {
        this.clock = clock;
    }

    /// Stores and indexes what came and is not there yet.
    ///
    /// @param identity of this very mail
    /// @param room     whose thread it stands in
    public MessageId take(Tx tx, MailIdentity identity, NewMessage message, Judged judged, long room)
            throws VaultException {
        long id = MessageWriter.insertIntoRoom(tx, message, Optional.of(identity), Threads.ofRoom(room), judged,
                clock.instant());
        MessageWriter.index(tx, id);
        return new MessageId(id);
    }

    /// Puts another reading of what came in the place of the one before: it stands in that room's thread from now on, and is unread.
    public void takeAgain(Tx tx, MessageId id, NewMessage message, Judged judged, long room) throws VaultException {
        MessageWriter.replace(tx, id.value(), message, judged);
        tx.update("UPDATE message SET thread = ? WHERE id = ?", Threads.ofRoom(room), id.value());
        show(tx, id, message.caseId());
    }

    /// Other keys show no more of it.
    public void stillJudged(Tx tx, MessageId id, Judged judged) throws VaultException {
        MessageWriter.stillJudged(tx, id.value(), judged);
    }

    /// Stores what is said here, and what carries something here that says nothing.
    public MessageId add(Tx tx, NewMessage message, long room) throws VaultException {
        long id = MessageWriter.insertIntoRoom(tx, message, Optional.empty(), Threads.ofRoom(room), Judged.NOT,
                clock.instant());
        MessageWriter.index(tx, id);
        return new MessageId(id);
    }

    /// It has no words of its own, or nobody's: it stands in no list and no search.
    public void hide(Tx tx, MessageId id) throws VaultException {
        tx.update("UPDATE message SET is_said = 0, is_read = 1 WHERE id = ?", id.value());
    }

    /// It is believed after all: it stands where its room does.
    public void show(Tx tx, MessageId id, Optional<CaseId> caseId) throws VaultException {
        tx.update("UPDATE message SET is_said = 1, is_read = 0, case_id = ?, filed_by = ? WHERE id = ?",
                caseId.map(CaseId::value).orElse(null),
                (caseId.isPresent() ? FiledBy.PROOF : FiledBy.NOBODY).name(), id.value());
    }

    /// Its room has a case from now on, or none.
    public void file(Tx tx, MessageId id, Optional<CaseId> caseId) throws VaultException {
        tx.update("UPDATE message SET case_id = ?, filed_by = ? WHERE id = ?",
                caseId.map(CaseId::value).orElse(null),
                (caseId.isPresent() ? FiledBy.PROOF : FiledBy.NOBODY).name(), id.value());
    }

    /// Its author has put other words in the place of these.
    public void reword(Tx tx, MessageId id, String body) throws VaultException {
        MessageWriter.unindex(tx, id.value());
        MessageWriter.reword(tx, id.value(), body);
        MessageWriter.index(tx, id.value());
    }

    /// Its author has taken it back: nothing of what it said stays.
    public void erase(Tx tx, MessageId id) throws VaultException {
        MessageWriter.unindex(tx, id.value());
        MessageWriter.reword(tx, id.value(), "");
        tx.update("UPDATE message SET subject = '' WHERE id = ?", id.value());
        tx.update("DELETE FROM message_attachment WHERE message = ?", id.value());
        tx.update("DELETE FROM message_raw WHERE message = ?", id.value());
        MessageWriter.index(tx, id.value());
    }

    /// What carried something that was done by now: its bytes are of no more use.
    public void emptyCarrier(Tx tx, MessageId id) throws VaultException {
        tx.update("DELETE FROM message_raw WHERE message = ?", id.value());
    }

    /// The thread in which everything stands that is said in a room.
    public static String threadOf(long room) {
        return Threads.ofRoom(room);
    }

    /// The messages, ours and theirs, that bear a Message-ID.
    public List<MessageId> named(Tx tx, String wireId) throws VaultException {
        return tx.list("SELECT DISTINCT message FROM message_identity WHERE wire_id = ? ORDER BY message LIMIT 20",
                row -> new MessageId(row.number("message")), wireId);
    }
}
