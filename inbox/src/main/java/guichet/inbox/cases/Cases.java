package guichet.inbox.cases;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.ContactId;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The cases of a vault. Every change is journalled in the same transaction. Stateless, for any thread.
public final class Cases {
    private static final int LONGEST_TITLE = 200;
    private static final String SELECT = "SELECT id, title, assignee, opened, closed, unread, messages FROM inbox_case ";

    private final Journal journal;
    private final Clock clock;

    public Cases(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// Opens a case with the next number of this year (UTC). No number is left out or given twice, whichever process asks.
    ///
    /// @param title may be empty; made one line of at most 200 characters
    public CaseId open(Tx tx, String title, Actor by) throws VaultException {
        Instant now = clock.instant();
        int year = now.atZone(ZoneOffset.UTC).getYear();
        tx.update("INSERT INTO case_number (year, last) VALUES (?, 1) ON CONFLICT (year) DO UPDATE SET last = last + 1",
                year);
        long number = tx.one("SELECT last FROM case_number WHERE year = ?", row -> row.number("last"), year)
                .orElseThrow();
        CaseId id = new CaseId(String.format(Locale.ROOT, "%04d-%04d", year, number));
        tx.update("INSERT INTO inbox_case (id, year, number, title, opened) VALUES (?, ?, ?, ?, ?)", id.toString(),
                year,
                number, oneLine(title), now);
        journal.append(tx, JournalKind.CASE_OPENED, entry(id, by));
        return id;
    }

    /// Open ones first, then the newest.
    public List<Case> list(Tx tx) throws VaultException {
        return tx.list(SELECT + "ORDER BY closed IS NOT NULL, year DESC, number DESC", Cases::row);
    }

    public Optional<Case> find(Tx tx, CaseId id) throws VaultException {
        return tx.one(SELECT + "WHERE id = ?", Cases::row, id.toString());
    }

    /// @param assignee the name of a person of this vault
    /// @return false where there is no such case
    public boolean assign(Tx tx, CaseId id, Optional<String> assignee, Actor by) throws VaultException {
        Optional<Case> now = find(tx, id);
        if (now.isPresent() && !now.get().assignee().equals(assignee)) {
            tx.update("UPDATE inbox_case SET assignee = ? WHERE id = ?", assignee.orElse(null), id.toString());
            journal.append(tx, JournalKind.CASE_ASSIGNED, assignee.map(entry(id, by)::saying).orElse(entry(id, by)));
        }
        return now.isPresent();
    }

    /// @return false where there is no such case
    public boolean close(Tx tx, CaseId id, Actor by) throws VaultException {
        if (tx.update("UPDATE inbox_case SET closed = ? WHERE id = ? AND closed IS NULL", clock.instant(),
                id.toString()) > 0) {
            journal.append(tx, JournalKind.CASE_CLOSED, entry(id, by));
        }
        return find(tx, id).isPresent();
    }

    /// @return false where there is no such case
    public boolean reopen(Tx tx, CaseId id, Actor by) throws VaultException {
        if (tx.update("UPDATE inbox_case SET closed = NULL WHERE id = ? AND closed IS NOT NULL", id.toString()) > 0) {
            journal.append(tx, JournalKind.CASE_REOPENED, entry(id, by));
        }
        return find(tx, id).isPresent();
    }

    /// Whose signed messages file themselves into this case.
    ///
    /// @return false where there is no such case
    public boolean addContact(Tx tx, CaseId id, ContactId contact, Actor by) throws VaultException {
        Optional<Case> found = find(tx, id);
        if (found.isPresent()) {
            CaseContacts.add(tx, journal, id, contact, by);
        }
        return found.isPresent();
    }

    /// @return false where there is no such case
    public boolean removeContact(Tx tx, CaseId id, ContactId contact, Actor by) throws VaultException {
        Optional<Case> found = find(tx, id);
        if (found.isPresent()) {
            CaseContacts.remove(tx, journal, id, contact, by);
        }
        return found.isPresent();
    }

    public List<ContactId> contacts(Tx tx, CaseId id) throws VaultException {
        return CaseContacts.list(tx, id);
    }

    /// Belongs into the transaction of [guichet.keystore.Contacts#merge], before it: `from`'s cases become `into`'s.
    public void contactsMerge(Tx tx, ContactId into, ContactId from) throws VaultException {
        CaseContacts.merge(tx, into, from);
    }

    /// Writes an internal note. It has no way out.
    ///
    /// @return empty where there is no such case
    public Optional<MessageId> note(Tx tx, CaseId id, String text, Actor by) throws VaultException {
        Optional<MessageId> written = write(tx, Channel.NOTE, id, "", text, by);
        if (written.isPresent()) {
            journal.append(tx, JournalKind.NOTE_WRITTEN, entry(id, by).saying("message " + written.get()));
        }
        return written;
    }

    /// Records a contact in the clear that happened elsewhere; journalled as an exposure. Its subject is the kind's word.
    ///
    /// @return empty where there is no such case
    public Optional<MessageId> contactInClear(Tx tx, CaseId id, ContactKind kind, String text, Actor by)
            throws VaultException {
        Optional<MessageId> written = write(tx, Channel.CONTACT, id, kind.word(), text, by);
        if (written.isPresent()) {
            journal.append(tx, JournalKind.CONTACT_IN_CLEAR,
                    entry(id, by).over(Channel.CONTACT).saying("message " + written.get() + ": " + kind.word()));
        }
        return written;
    }

    private Optional<MessageId> write(Tx tx, Channel channel, CaseId id, String subject, String text, Actor by)
            throws VaultException {
        if (find(tx, id).isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        NewMessage message = new NewMessage(channel, Direction.OUT, Optional.of(id), new Party(by.person(), ""),
                List.of(), List.of(), now, subject, text, Optional.empty(), List.of(), Optional.empty(), List.of(),
                null,
                Optional.empty());
        return Optional.of(new MessageId(MessageWriter.insert(tx, message, Judged.NOT, now)));
    }

    private static Payload entry(CaseId id, Actor by) {
        return Payload.by(by).inCase(Optional.of(id));
    }

    private static String oneLine(String title) {
        return Snippet.cut(title.replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ").strip(), LONGEST_TITLE).strip();
    }

    private static Case row(Row row) throws VaultException {
        Optional<Instant> closed = row.timeOrNone("closed");
        return new Case(new CaseId(row.text("id")), row.text("title"),
                closed.isPresent() ? Case.State.CLOSED : Case.State.OPEN, row.textOrNone("assignee"),
                row.time("opened"), closed, (int) row.number("unread"), (int) row.number("messages"));
    }
}
