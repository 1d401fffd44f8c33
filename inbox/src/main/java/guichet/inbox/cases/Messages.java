package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The messages of a vault, of every channel.
@SuppressWarnings("UnusedVariable") // unfinished: the bodies follow
public final class Messages {
    private final Journal journal;
    private final Clock clock;

    public Messages(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// Stores and indexes one message. Outgoing ones count as read.
    public MessageId add(Tx tx, NewMessage message) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public List<Summary> list(Tx tx, MessageFilter filter) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Full text over subjects, bodies, people and attachment names, accents folded, newest first.
    public List<Summary> search(Tx tx, String query, Optional<CaseId> caseId, int limit) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// How many messages the search can't see (they could not be decrypted).
    public long notIndexed(Tx tx) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public Optional<Message> show(Tx tx, MessageId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public Optional<AttachedFile> attachment(Tx tx, MessageId id, int n) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public Optional<byte[]> raw(Tx tx, MessageId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// What a reply needs: the Message-ID that it answers and the chain before it, oldest first.
    public Threading threading(Tx tx, MessageId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// @param own        without angle brackets
    /// @param references oldest first, ending with `own` where there is one
    public record Threading(Optional<String> own, List<String> references) {
        public Threading {
            references = List.copyOf(references);
        }
    }

    public void markRead(Tx tx, MessageId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public void markUnread(Tx tx, MessageId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Files a message into a case, out of another where it was in one; journalled.
    ///
    /// @return false where there is no such message or case
    public boolean file(Tx tx, MessageId id, CaseId caseId, Actor by) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public boolean unfile(Tx tx, MessageId id, Actor by) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public Optional<Suggestion> suggestion(Tx tx, MessageId id) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    public Counts counts(Tx tx) throws VaultException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// @param unread of all incoming messages
    /// @param toSort incoming messages in no case
    public record Counts(int unread, int toSort) {
    }
}
