package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.gate.OutboxRow.State;
import guichet.keystore.Address;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The outbox's rows. They hold bytes, not rights.
final class OutboxTable {
    /// A row as the gate reads it before it may revive it.
    ///
    /// @param journalEntry the override that lets it out in the clear, where it is one
    @SuppressWarnings("ArrayRecordComponent") // read and dropped within one transaction, never compared
    record Waiting(OutboxId id, MessageId message, AccountId account, State state, Address sender, byte[] bytes,
            String digest, Optional<Long> journalEntry, List<Recipient> recipients, int attempts,
            Instant notBefore) {

        Envelope envelope() {
            return new Envelope(sender, recipients.stream().map(Recipient::address).toList());
        }

        List<String> addresses() {
            return recipients.stream().map(recipient -> recipient.address().value()).toList();
        }
    }

    /// @param key the certificate that it was encrypted to for them; empty where it is in the clear
    record Recipient(Address address, Optional<Fingerprint> key) {
    }

    /// How a row begins: due at a time, or counting down to one.
    record Start(State state, Instant notBefore) {
    }

    OutboxId add(Tx tx, MessageId message, AccountId account, Parcel.Item item, Optional<Long> journalEntry,
            Instant now, Start start) throws VaultException {
        var id = new OutboxId(tx.insert("""
                INSERT INTO outbox (message, account, sender, bytes, digest, journal_entry, state, since, not_before,
                  attempts)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""", message.value(), account.value(),
                item.envelope().sender().value(), item.bytes(), item.digest(), journalEntry.orElse(null),
                start.state().name(), now, start.notBefore()));
        int n = 0;
        for (Recipient recipient : item.recipients()) {
            tx.insert("INSERT INTO outbox_recipient (outbox, n, address, key) VALUES (?, ?, ?, ?)", id.value(), ++n,
                    recipient.address().value(), recipient.key().map(Fingerprint::hex).orElse(null));
        }
        return id;
    }

    Optional<Waiting> load(Tx tx, OutboxId id) throws VaultException {
        List<Recipient> recipients = recipients(tx, id);
        return tx.one("""
                SELECT id, message, account, sender, bytes, digest, journal_entry, state, attempts, not_before
                FROM outbox WHERE id = ?""",
                row -> new Waiting(id, new MessageId(row.number("message")), new AccountId(row.number("account")),
                        State.valueOf(row.text("state")), new Address(row.text("sender")), row.bytes("bytes"),
                        row.text("digest"), row.numberOrNone("journal_entry"), recipients,
                        Math.toIntExact(row.number("attempts")), row.time("not_before")),
                id.value());
    }

    /// Oldest first.
    List<OutboxId> due(Tx tx, Instant now) throws VaultException {
        return tx.list("SELECT id FROM outbox WHERE state = 'WAITING' AND not_before <= ? ORDER BY not_before, id",
                row -> new OutboxId(row.number("id")), now);
    }

    Optional<Instant> nextDue(Tx tx) throws VaultException {
        return tx.one("SELECT min(not_before) AS next FROM outbox WHERE state = 'WAITING'",
                row -> row.timeOrNone("next")).flatMap(next -> next);
    }

    List<OutboxId> inState(Tx tx, State state) throws VaultException {
        return tx.list("SELECT id FROM outbox WHERE state = ? ORDER BY id", row -> new OutboxId(row.number("id")),
                state.name());
    }

    List<Waiting> loadAll(Tx tx, MessageId message) throws VaultException {
        List<Waiting> rows = new ArrayList<>();
        for (OutboxId id : tx.list("SELECT id FROM outbox WHERE message = ? ORDER BY id",
                row -> new OutboxId(row.number("id")), message.value())) {
            rows.add(load(tx, id).orElseThrow());
        }
        return rows;
    }

    /// Of one author's messages: the mails that count down.
    List<OutboxId> counting(Tx tx, String author) throws VaultException {
        return tx.list("""
                SELECT o.id AS id FROM outbox o JOIN draft_leaving l ON l.message = o.message
                  JOIN draft d ON d.id = l.draft
                WHERE o.state = 'COUNTING' AND d.author = ? ORDER BY o.id""",
                row -> new OutboxId(row.number("id")), author);
    }

    /// One mail of each message that should have begun to leave before that time, and that nobody has let go.
    List<OutboxId> abandoned(Tx tx, Instant before) throws VaultException {
        return tx.list("""
                SELECT min(id) AS id FROM outbox WHERE state = 'COUNTING' AND not_before < ? GROUP BY message
                ORDER BY 1""", row -> new OutboxId(row.number("id")), before);
    }

    /// Whatever of a message counts down is due now.
    ///
    /// @return how many mails
    int letGo(Tx tx, MessageId message, Instant now) throws VaultException {
        return tx.update("""
                UPDATE outbox SET state = 'WAITING', since = ?, not_before = ?
                WHERE message = ? AND state = 'COUNTING'""", now, now, message.value());
    }

    /// Its text is in the draft again, and nowhere else.
    void empty(Tx tx, OutboxId id) throws VaultException {
        tx.update("UPDATE outbox SET bytes = x'' WHERE id = ?", id.value());
    }

    void enter(Tx tx, OutboxId id, State state, Instant now, Optional<String> error) throws VaultException {
        tx.update("UPDATE outbox SET state = ?, since = ?, error = ? WHERE id = ?", state.name(), now,
                error.orElse(null), id.value());
    }

    /// Back to waiting, for a later try.
    void postpone(Tx tx, OutboxId id, int attempts, Instant now, Instant notBefore, String error)
            throws VaultException {
        tx.update("""
                UPDATE outbox SET state = 'WAITING', since = ?, not_before = ?, attempts = ?, error = ?
                WHERE id = ?""", now, notBefore, attempts, error, id.value());
    }

    List<OutboxRow> list(Tx tx) throws VaultException {
        return tx.list(LISTED + "ORDER BY o.id DESC", row -> listed(tx, row));
    }

    Optional<OutboxRow> find(Tx tx, OutboxId id) throws VaultException {
        return tx.one(LISTED + "WHERE o.id = ?", row -> listed(tx, row), id.value());
    }

    List<OutboxRow> ofMessage(Tx tx, MessageId message) throws VaultException {
        return tx.list(LISTED + "WHERE o.message = ? ORDER BY o.id", row -> listed(tx, row), message.value());
    }

    private static final String LISTED = """
            SELECT o.id AS id, o.message AS message, o.account AS account, o.state AS state, o.since AS since,
              o.not_before AS not_before, o.attempts AS attempts, o.error AS error, m.case_id AS case_id
            FROM outbox o LEFT JOIN message m ON m.id = o.message
            """;

    private static OutboxRow listed(Tx tx, Row row) throws VaultException {
        var id = new OutboxId(row.number("id"));
        return new OutboxRow(id, new MessageId(row.number("message")), new AccountId(row.number("account")),
                State.valueOf(row.text("state")), recipients(tx, id).stream().map(Recipient::address).toList(),
                row.textOrNone("case_id").map(CaseId::new), row.time("since"), row.time("not_before"),
                Math.toIntExact(row.number("attempts")), row.textOrNone("error"));
    }

    private static List<Recipient> recipients(Tx tx, OutboxId id) throws VaultException {
        return tx.list("SELECT address, key FROM outbox_recipient WHERE outbox = ? ORDER BY n",
                row -> new Recipient(new Address(row.text("address")), row.textOrNone("key").map(Fingerprint::new)),
                id.value());
    }
}
