package guichet.inbox.cases;

import guichet.inbox.Attachment;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.ContactId;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The store as Signal's intake writes it, and nobody else.
public final class IncomingSignal {
    private final Filing filing;
    private final Clock clock;

    public IncomingSignal(Journal journal, Keyring keyring, Clock clock) {
        this.filing = new Filing(journal, keyring, clock);
        this.clock = clock;
    }

    /// What is done in one transaction; the last call is [Batch#finish].
    public Batch begin(Tx tx) {
        return new Batch(tx);
    }

    /// The thread of everything that is said in one conversation.
    public static String threadOf(long conversation) {
        return Threads.ofConversation(conversation);
    }

    private record Given(NewMessage message, Instant received) {
    }

    /// By what a message belongs to a case.
    public enum Proof {
        QUOTE(FilingByProof.Filed.Proof.SIGNAL_QUOTE), CONTACT(FilingByProof.Filed.Proof.SIGNAL_CONTACT), GROUP(
                FilingByProof.Filed.Proof.SIGNAL_GROUP);

        private final FilingByProof.Filed.Proof stored;

        Proof(FilingByProof.Filed.Proof stored) {
            this.stored = stored;
        }
    }

    /// A case that is not closed.
    public record OpenCase(CaseId id, Instant opened) {
    }

    /// Changes to messages. They stay out of the search index until the end: whatever is changed is taken out of it first.
    public final class Batch {
        private final Tx tx;
        private final Set<Long> unindexed = new LinkedHashSet<>();
        private final Set<Long> removed = new HashSet<>();
        /// Of those out of the index, the new ones that still say what they were given. None with files: a batch may have many.
        private final Map<Long, Given> untouched = new HashMap<>();

        private Batch(Tx tx) {
            this.tx = tx;
        }

        /// A new one.
        ///
        /// @param conversation that it is said in: all of one have one thread
        /// @param proof        by which it is in its case, if it is in one: journalled
        public MessageId add(NewMessage message, long conversation, Optional<Proof> proof) throws VaultException {
            if (message.caseId().isPresent() != proof.isPresent() || message.raw() != null) {
                throw new IllegalArgumentException("it is no mail, and in a case by a proof only");
            }
            Instant received = clock.instant();
            long id = MessageWriter.insertIntoThread(tx, message, Threads.ofConversation(conversation), received);
            unindexed.add(id);
            if (message.attachments().isEmpty()) {
                untouched.put(id, new Given(message, received));
            }
            if (proof.isPresent()) {
                filing.storedByProof(tx, new MessageId(id),
                        new FilingByProof.Filed(message.caseId().orElseThrow(), proof.get().stored));
            }
            return new MessageId(id);
        }

        /// One that is stored already turns out to be said in this conversation.
        public void inConversation(MessageId id, long conversation) throws VaultException {
            tx.update("UPDATE message SET thread = ? WHERE id = ?", Threads.ofConversation(conversation), id.value());
        }

        /// What it stood for has come. It is unread again.
        public void replace(MessageId id, NewMessage message) throws VaultException {
            unindex(id);
            MessageWriter.replaceUnindexed(tx, id.value(), message, Judged.NOT);
            tx.update("UPDATE message SET is_read = 0 WHERE id = ? AND is_read = 1 AND direction = 'IN'", id.value());
        }

        public void reword(MessageId id, String body) throws VaultException {
            unindex(id);
            MessageWriter.reword(tx, id.value(), body);
        }

        public void attach(MessageId id, List<AttachedFile> files) throws VaultException {
            unindex(id);
            MessageParts.writeAttachments(tx, id.value(), files);
        }

        /// Words and files are gone; who said it and when stays.
        public void erase(MessageId id) throws VaultException {
            reword(id, "");
            MessageParts.eraseAttachments(tx, id.value());
        }

        /// The files of the second one, where the first has none; and its place, where a person or a proof gave it one and the first has none.
        public void adopt(MessageId id, MessageId gone) throws VaultException {
            if (attachments(id) == 0 && attachments(gone) > 0) {
                unindex(id);
                unindex(gone);
                tx.update("UPDATE message_attachment SET message = ? WHERE message = ?", id.value(), gone.value());
            }
            if (isUndecided(id)) {
                tx.update("""
                        UPDATE message SET (case_id, filed_by) = (SELECT case_id, filed_by FROM message WHERE id = ?2)
                        WHERE id = ?1""", id.value(), gone.value());
            }
        }

        public void remove(MessageId id) throws VaultException {
            unindex(id);
            unindexed.remove(id.value());
            removed.add(id.value());
            tx.update("DELETE FROM message WHERE id = ?", id.value());
        }

        public boolean wasRemoved(MessageId id) {
            return removed.contains(id.value());
        }

        public String body(MessageId id) throws VaultException {
            return MessageParts.body(tx, id.value());
        }

        public List<AttachedFile> files(MessageId id) throws VaultException {
            List<AttachedFile> files = new ArrayList<>();
            for (Attachment one : MessageParts.attachments(tx, id.value())) {
                files.add(MessageParts.attachment(tx, id.value(), one.n()).orElseThrow());
            }
            return files;
        }

        public int attachments(MessageId id) throws VaultException {
            return MessageParts.attachments(tx, id.value()).size();
        }

        /// Whether neither a person nor a proof has put it anywhere.
        public boolean isUndecided(MessageId id) throws VaultException {
            return tx.one("SELECT case_id IS NULL AND filed_by = 'NOBODY' AS undecided FROM message WHERE id = ?",
                    row -> row.flag("undecided"), id.value()).orElse(false);
        }

        public Optional<CaseId> caseOf(MessageId id) throws VaultException {
            return tx.one("SELECT case_id FROM message WHERE id = ?", row -> row.textOrNone("case_id"), id.value())
                    .flatMap(found -> found).map(CaseId::new);
        }

        public boolean isOpen(CaseId id) throws VaultException {
            return Clues.isOpen(tx, id).orElse(false);
        }

        public List<OpenCase> openCasesOf(ContactId contact) throws VaultException {
            return Clues.openOfContact(tx, contact).stream().map(one -> new OpenCase(one.id(), one.opened())).toList();
        }

        /// Journalled.
        public void file(MessageId id, CaseId caseId, Proof proof) throws VaultException {
            filing.byProof(tx, id, new FilingByProof.Filed(caseId, proof.stored));
        }

        /// It takes the place of one that a person had put there.
        public void fileAsPersonDid(MessageId id, CaseId caseId) throws VaultException {
            tx.update("UPDATE message SET case_id = ?, filed_by = 'PERSON' WHERE id = ?", caseId.toString(),
                    id.value());
        }

        public void finish() throws VaultException {
            for (long id : unindexed) {
                Given given = untouched.get(id);
                if (given == null) {
                    MessageWriter.index(tx, id);
                } else {
                    MessageWriter.indexAsGiven(tx, id, given.message(), given.received());
                }
            }
            unindexed.clear();
            untouched.clear();
        }

        /// As [#finish], and what was taken out of the index leaves no trace in its pages. Takes a second for a hundred thousand messages.
        public void finishWithoutTraces() throws VaultException {
            finish();
            tx.update("INSERT INTO message_index (message_index) VALUES ('optimize')");
        }

        private void unindex(MessageId id) throws VaultException {
            untouched.remove(id.value());
            if (unindexed.add(id.value())) {
                MessageWriter.unindex(tx, id.value());
            }
        }
    }
}
