package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.OutboxRow.State;
import guichet.keystore.Address;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The outbox's rows. They hold bytes, not rights.
final class OutboxTable {
    /// A row as the gate reads it before it may revive it.
    ///
    /// @param journalEntry the override that lets it out in the clear, where it is one
    record Waiting(OutboxId id, MessageId message, AccountId account, State state, Cargo cargo, String digest,
            Optional<Long> journalEntry, int attempts, Instant notBefore) {
    }

    /// @param key the certificate that it was encrypted to for them; empty where it is in the clear
    record Recipient(Address address, Optional<Fingerprint> key) {
    }

    /// How a row begins: due at a time, or counting down to one.
    record Start(State state, Instant notBefore) {
    }

    OutboxId add(Tx tx, MessageId message, AccountId account, Parcel.Item item, Optional<Long> journalEntry,
            Instant now, Start start) throws VaultException {
        var id = new OutboxId(tx.insert(
                """
                        INSERT INTO outbox (message, account, sender, bytes, far, digest, journal_entry, state, since, not_before,
                          attempts)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""",
                message.value(), account.value(),
                item.envelope().sender().value(), held(item.wire()), far(item.wire()), item.digest(),
                journalEntry.orElse(null), start.state().name(), now, start.notBefore()));
        int n = 0;
        for (Recipient recipient : item.recipients()) {
            tx.insert("INSERT INTO outbox_recipient (outbox, n, address, key) VALUES (?, ?, ?, ?)", id.value(), ++n,
                    recipient.address().value(), recipient.key().map(Fingerprint::hex).orElse(null));
        }
        return id;
    }

    OutboxId add(Tx tx, MessageId message, AccountId account, Cargo.Signal cargo, Instant now, Start start)
            throws VaultException {
        var id = new OutboxId(tx.insert(
                """
                        INSERT INTO outbox (message, account, channel, sender, bytes, digest, state, since, not_before, attempts)
                        VALUES (?, ?, 'SIGNAL', ?, ?, ?, ?, ?, ?, 0)""",
                message.value(), account.value(),
                cargo.sender().text(), cargo.form(), Digest.of(cargo.sender(), cargo.recipient(), cargo.form()),
                start.state().name(), now, start.notBefore()));
        tx.insert("INSERT INTO outbox_recipient (outbox, n, address) VALUES (?, 1, ?)", id.value(),
                cargo.recipient().text());
        for (Proof.Identity identity : cargo.identities()) {
            tx.insert("INSERT INTO outbox_identity (outbox, identity, key) VALUES (?, ?, ?)", id.value(),
                    identity.id().value(), identity.key().orElse(null));
        }
        return id;
    }

    OutboxId add(Tx tx, MessageId message, AccountId account, Cargo.Chat cargo, Instant now, Start start)
            throws VaultException {
        var id = new OutboxId(tx.insert(
                """
                        INSERT INTO outbox (message, account, channel, sender, bytes, digest, state, since, not_before, attempts)
                        VALUES (?, ?, 'CHAT', ?, ?, ?, ?, ?, ?, 0)""",
                message.value(), account.value(), cargo.sender().value(), cargo.form(),
                Digest.of(cargo.room(), cargo.sender(), cargo.form()), start.state().name(), now, start.notBefore()));
        tx.insert("INSERT INTO outbox_recipient (outbox, n, address) VALUES (?, 1, ?)", id.value(),
                cargo.room().text());
        return id;
    }

    private static byte[] held(WireBytes wire) {
        return switch (wire) {
            case WireBytes.Held held -> held.bytes();
            case WireBytes.Far _ -> new byte[0];
        };
    }

    private static @Nullable Long far(WireBytes wire) {
        return switch (wire) {
            case WireBytes.Held _ -> null;
            case WireBytes.Far far -> far.content().id();
        };
    }

    Optional<Waiting> load(Tx tx, OutboxId id) throws VaultException {
        return tx.one(
                """
                        SELECT id, message, account, channel, sender, bytes, far, digest, journal_entry, state, attempts, not_before
                        FROM outbox WHERE id = ?""",
                row -> new Waiting(id, new MessageId(row.number("message")), new AccountId(row.number("account")),
                        State.valueOf(row.text("state")), cargo(tx, id, row), row.text("digest"),
                        row.numberOrNone("journal_entry"), Math.toIntExact(row.number("attempts")),
                        row.time("not_before")),
                id.value());
    }

    private static Cargo cargo(Tx tx, OutboxId id, Row row) throws VaultException {
        return switch (Channel.valueOf(row.text("channel"))) {
            case MAIL ->
                new Cargo.Mail(new Address(row.text("sender")), row.bytes("bytes"), far(tx, row), recipients(tx, id));
            case SIGNAL -> new Cargo.Signal(signal(row.text("sender")), signal(to(tx, id).getFirst()),
                    row.bytes("bytes"), identities(tx, id));
            case CHAT -> new Cargo.Chat(RoomId.parse(to(tx, id).getFirst()).orElseThrow(),
                    new Address(row.text("sender")), row.bytes("bytes"));
            case NOTE, CONTACT -> throw new IllegalStateException("a channel that has no way out");
        };
    }

    /// Nothing where it is gone, or another message's: then the row is empty, and no mail.
    private static Optional<LongContent> far(Tx tx, Row row) throws VaultException {
        Optional<Long> id = row.numberOrNone("far");
        return id.isEmpty()
                ? Optional.empty()
                : LongContents.ofMessage(tx, new MessageId(row.number("message")), id.get());
    }

    private static SignalRecipient signal(String text) {
        return SignalRecipient.parse(text).orElseThrow();
    }

    private static List<Proof.Identity> identities(Tx tx, OutboxId id) throws VaultException {
        return tx.list("SELECT identity, key FROM outbox_identity WHERE outbox = ? ORDER BY identity",
                row -> new Proof.Identity(new SignalIdentityId(row.number("identity")), row.textOrNone("key")),
                id.value());
    }

    /// Whatever key of its readers a person has looked at by then is the right one for the next try.
    void unpin(Tx tx, OutboxId id) throws VaultException {
        tx.update("UPDATE outbox_identity SET key = NULL WHERE outbox = ?", id.value());
    }

    /// What was said last of a message to somebody on Signal that had an end: its state, and why.
    Optional<Ended> lastEnd(Tx tx, SignalRecipient to) throws VaultException {
        return tx.one("""
                SELECT o.state AS state, o.since AS since, o.error AS error
                FROM outbox o JOIN outbox_recipient r ON r.outbox = o.id
                WHERE o.channel = 'SIGNAL' AND r.address = ? AND o.state IN ('SENT', 'FAILED')
                ORDER BY o.since DESC, o.id DESC LIMIT 1""",
                row -> new Ended(State.valueOf(row.text("state")), row.time("since"),
                        row.textOrNone("error").orElse("")),
                to.text());
    }

    record Ended(State state, Instant since, String why) {
    }

    /// Of one channel, oldest first.
    List<OutboxId> due(Tx tx, Channel channel, Instant now) throws VaultException {
        return tx.list("""
                SELECT id FROM outbox WHERE state = 'WAITING' AND not_before <= ? AND channel = ?
                ORDER BY not_before, id""", row -> new OutboxId(row.number("id")), now, channel.name());
    }

    Optional<Instant> nextDue(Tx tx, Channel channel) throws VaultException {
        return tx.one("SELECT min(not_before) AS next FROM outbox WHERE state = 'WAITING' AND channel = ?",
                row -> row.timeOrNone("next"), channel.name()).flatMap(next -> next);
    }

    List<OutboxId> inState(Tx tx, Channel channel, State state) throws VaultException {
        return tx.list("SELECT id FROM outbox WHERE state = ? AND channel = ? ORDER BY id",
                row -> new OutboxId(row.number("id")), state.name(), channel.name());
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

    /// What waited for a captcha, or was not tried since its account rested for one, is due now. Whoever waits for another reason goes on waiting.
    ///
    /// @return how many
    int letGoOn(Tx tx, AccountId account, Instant now) throws VaultException {
        return tx.update("""
                UPDATE outbox SET since = ?1, not_before = ?1, attempts = 0, error = ''
                WHERE state = 'WAITING' AND channel = 'SIGNAL' AND account = ?2
                  AND (coalesce(error, '') = '' OR substr(error, 1, 14) = 'captcha-needed')""", now, account.value());
    }

    /// Its text is in the draft again, and nowhere else.
    void empty(Tx tx, OutboxId id) throws VaultException {
        tx.update("UPDATE outbox SET bytes = x'', far = NULL WHERE id = ?", id.value());
    }

    /// It has left: the plain text of a message on Signal stands in the message alone from now on, so that it is erased where that is.
    void spend(Tx tx, OutboxId id) throws VaultException {
        tx.update(
                "UPDATE outbox SET bytes = x'' WHERE id = ? AND channel = 'SIGNAL' AND hex(substr(bytes, 1, 1)) = '01'",
                id.value());
    }

    void enter(Tx tx, OutboxId id, State state, Instant now, Optional<String> error) throws VaultException {
        tx.update("UPDATE outbox SET state = ?, since = ?, error = ? WHERE id = ?", state.name(), now,
                error.orElse(null), id.value());
    }

    /// Nothing else of that account is tried before this time either.
    void rest(Tx tx, AccountId account, Channel channel, Instant until) throws VaultException {
        tx.update("""
                UPDATE outbox SET not_before = ?1
                WHERE state = 'WAITING' AND account = ?2 AND channel = ?3 AND not_before < ?1""", until,
                account.value(), channel.name());
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
            SELECT o.id AS id, o.channel AS channel, o.channel = 'SIGNAL' AND hex(substr(o.bytes, 1, 1)) = '02' AS reaction,
              o.channel = 'CHAT' AND EXISTS (SELECT 1 FROM chat_carrier c WHERE c.message = o.message) AS change,
              o.message AS message, o.account AS account, o.state AS state, o.since AS since,
              o.not_before AS not_before, o.attempts AS attempts, o.error AS error, m.case_id AS case_id
            FROM outbox o LEFT JOIN message m ON m.id = o.message
            """;

    private static OutboxRow listed(Tx tx, Row row) throws VaultException {
        var id = new OutboxId(row.number("id"));
        return new OutboxRow(id, Channel.valueOf(row.text("channel")),
                row.flag("reaction")
                        ? OutboxRow.What.REACTION
                        : row.flag("change") ? OutboxRow.What.CHANGE : OutboxRow.What.MESSAGE,
                new MessageId(row.number("message")),
                new AccountId(row.number("account")),
                State.valueOf(row.text("state")), to(tx, id),
                row.textOrNone("case_id").map(CaseId::new), row.time("since"), row.time("not_before"),
                Math.toIntExact(row.number("attempts")), row.textOrNone("error"));
    }

    private static List<String> to(Tx tx, OutboxId id) throws VaultException {
        return tx.list("SELECT address FROM outbox_recipient WHERE outbox = ? ORDER BY n", row -> row.text("address"),
                id.value());
    }

    private static List<Recipient> recipients(Tx tx, OutboxId id) throws VaultException {
        return tx.list("SELECT address, key FROM outbox_recipient WHERE outbox = ? ORDER BY n",
                row -> new Recipient(new Address(row.text("address")), row.textOrNone("key").map(Fingerprint::new)),
                id.value());
    }
}
