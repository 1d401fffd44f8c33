package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The messages of a vault, of every channel. Stateless, for any thread.
public final class Messages {
    private final Filing filing;
    private final Keyring keyring;
    private final Clock clock;

    public Messages(Journal journal, Keyring keyring, Clock clock) {
        this.filing = new Filing(journal, keyring, clock);
        this.keyring = keyring;
        this.clock = clock;
    }

    /// Stores and indexes one message of ours: one that leaves, a note, a contact. It counts as read. Strangers' mail goes by [IncomingMail].
    public MessageId add(Tx tx, NewMessage message) throws VaultException {
        return new MessageId(MessageWriter.insert(tx, message, Judged.NOT, clock.instant()));
    }

    /// The same for one whose mail is not held in memory: it becomes the message's, and so do its long files.
    ///
    /// @param message  with an empty raw form
    /// @param identity of the raw mail
    public MessageId addLong(Tx tx, NewMessage message, LongContent raw, MailIdentity identity)
            throws VaultException {
        long id = MessageWriter.insertUnindexed(tx, message, Optional.of(identity), Judged.NOT, clock.instant());
        MessageWriter.index(tx, id);
        LongContents.own(tx, raw, id, LongContents.RAW);
        return new MessageId(id);
    }

    /// As [#leavesAs], for one that is not held in memory.
    ///
    /// @param n which further form it is, from 1
    public void leavesAsLong(Tx tx, MessageId id, LongContent raw, MailIdentity identity, int n)
            throws VaultException {
        MessageWriter.addIdentity(tx, id.value(), identity, identity.wireId());
        LongContents.own(tx, raw, id.value(), -n);
    }

    /// A further form in which a message of ours leaves (a Bcc's own mail, say), so that it is known when it comes back.
    public void leavesAs(Tx tx, MessageId id, byte[] rawMail) throws VaultException {
        leavesAs(tx, id, MailIdentity.of(rawMail));
    }

    public void leavesAs(Tx tx, MessageId id, MailIdentity identity) throws VaultException {
        MessageWriter.addIdentity(tx, id.value(), identity, identity.wireId());
    }

    /// Takes out a message of ours, of any channel that leaves, of which nothing has left: it was never written to anybody. Its number is not used again.
    ///
    /// @throws IllegalArgumentException for anything else: what came in, or stayed in, is never removed this way
    public void remove(Tx tx, MessageId id) throws VaultException {
        boolean ours = tx
                .one("SELECT 1 FROM message WHERE id = ? AND channel IN ('MAIL', 'SIGNAL', 'CHAT') AND direction = 'OUT'",
                        _ -> true,
                        id.value())
                .isPresent();
        if (!ours) {
            throw new IllegalArgumentException("not a message of ours");
        }
        MessageWriter.remove(tx, id.value());
    }

    public List<Summary> list(Tx tx, MessageFilter filter) throws VaultException {
        return new Summaries(tx, keyring, clock.instant()).list(filter);
    }

    /// Full text over subjects, bodies, people and attachment names, accents folded, newest first.
    ///
    /// @param query words, `"phrases"`, `prefixes*`, all of which have to be there; anything else counts as words
    public List<Summary> search(Tx tx, String query, Optional<CaseId> caseId, int limit) throws VaultException {
        return new Summaries(tx, keyring, clock.instant()).search(query, caseId, limit);
    }

    /// How many messages the search can't see, or not to their end: they could not be decrypted, or are too long.
    public long notIndexed(Tx tx) throws VaultException {
        return tx.one("SELECT count(*) AS n FROM message WHERE is_indexed = 0", row -> row.number("n")).orElseThrow();
    }

    /// The messages that came or went with a file of just this content, whatever it was called.
    public List<MessageId> carrying(Tx tx, AttachedFile file) throws VaultException {
        return MessageParts.carrying(tx, file);
    }

    /// One message with its verdict; the trust in its signer's key is that of now.
    public Optional<Message> show(Tx tx, MessageId id) throws VaultException {
        Optional<Summary> summary = new Summaries(tx, keyring, clock.instant()).one(id);
        if (summary.isEmpty()) {
            return Optional.empty();
        }
        Standing standing = tx.one("SELECT received, thread FROM message WHERE id = ?",
                row -> new Standing(row.time("received"), row.text("thread")), id.value()).orElseThrow();
        return Optional.of(new Message(summary.get(), MessageParts.recipients(tx, id.value(), MessageParts.Role.TO),
                MessageParts.recipients(tx, id.value(), MessageParts.Role.CC), standing.received(),
                MessageParts.body(tx, id.value()), MessageParts.attachments(tx, id.value()), standing.thread()));
    }

    /// @param n from 1
    public Optional<AttachedFile> attachment(Tx tx, MessageId id, int n) throws VaultException {
        return MessageParts.attachment(tx, id.value(), n);
    }

    /// The same, where it is too long to be held; empty for others.
    public Optional<LongContent> longAttachment(Tx tx, MessageId id, int n) throws VaultException {
        return LongContents.of(tx, id.value(), n);
    }

    /// The mail as it came, where it is too long to be held; then [#raw] is nothing but an empty array.
    public Optional<LongContent> longRaw(Tx tx, MessageId id) throws VaultException {
        return LongContents.raw(tx, id);
    }

    /// The mail as it came or left, byte for byte; empty for notes and contacts.
    public Optional<byte[]> raw(Tx tx, MessageId id) throws VaultException {
        return MessageParts.raw(tx, id.value());
    }

    /// What a reply needs: the Message-ID that it answers and the chain before it, oldest first.
    public Threading threading(Tx tx, MessageId id) throws VaultException {
        Optional<String> own = tx.one("SELECT wire_id FROM message WHERE id = ?", row -> row.textOrNone("wire_id"),
                id.value()).flatMap(wireId -> wireId);
        List<String> references = new ArrayList<>(MessageParts.references(tx, id.value()));
        own.ifPresent(references::remove);
        own.ifPresent(references::add);
        return new Threading(own, references);
    }

    /// @param own        without angle brackets
    /// @param references oldest first, ending with `own` where there is one
    public record Threading(Optional<String> own, List<String> references) {
        public Threading {
            references = List.copyOf(references);
        }
    }

    public void markRead(Tx tx, MessageId id) throws VaultException {
        tx.update("UPDATE message SET is_read = 1 WHERE id = ? AND is_read = 0", id.value());
    }

    /// Only what came in can be unread.
    public void markUnread(Tx tx, MessageId id) throws VaultException {
        tx.update("UPDATE message SET is_read = 0 WHERE id = ? AND is_read = 1 AND direction = 'IN'", id.value());
    }

    /// Files a message into a case, out of another where it was in one; journalled. From then on its proven author is a
    /// contact of that case.
    ///
    /// @return false where there is no such message or case
    public boolean file(Tx tx, MessageId id, CaseId caseId, Actor by) throws VaultException {
        return filing.file(tx, id, caseId, by);
    }

    /// Takes a message out of its case; journalled. The program never files it again by itself.
    ///
    /// @return false where there is no such message, or it is a note or a contact, which live in their case only
    public boolean unfile(Tx tx, MessageId id, Actor by) throws VaultException {
        return filing.unfile(tx, id, by);
    }

    /// The case that an incoming message in no case may belong to.
    public Optional<Suggestion> suggestion(Tx tx, MessageId id) throws VaultException {
        return Suggestions.of(tx, id);
    }

    public Counts counts(Tx tx) throws VaultException {
        return tx.one("SELECT unread, to_sort FROM inbox_total",
                row -> new Counts((int) row.number("unread"), (int) row.number("to_sort"))).orElseThrow();
    }

    /// How many messages of services of our own nobody has read, but for muted ones; empty where no service has a view of its own.
    public OptionalInt ofMachines(Tx tx) throws VaultException {
        return MachineRules.unread(tx);
    }

    /// @param unread of all incoming messages
    /// @param toSort incoming messages in no case
    public record Counts(int unread, int toSort) {
    }

    private record Standing(Instant received, String thread) {
    }
}
