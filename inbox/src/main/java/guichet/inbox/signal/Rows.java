package guichet.inbox.signal;

import guichet.inbox.MessageId;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The tables that say what a message on Signal is, and by which names it is referred to.
final class Rows {
    private final Tx tx;

    Rows(Tx tx) {
        this.tx = tx;
    }

    /// @param identity    whose key counts for it; empty: nobody's, such as for what we say in a group
    /// @param identityKey as it was seen after the message came
    record Kept(MessageId message, long conversation, SignalIdentityId author, Optional<SignalIdentityId> identity,
            Instant sent, SignalKind kind, Optional<String> identityKey, Instant revision, SignalDetails.Taken taken,
            boolean erased, boolean waits) {
    }

    /// What refers to a message.
    ///
    /// @param waits until its author's key has been seen after it came
    record Event(long id, long conversation, Kind kind, SignalIdentityId author, Instant sent,
            SignalIdentityId targetAuthor, Instant targetSent, String text, Optional<MessageId> source,
            Optional<MessageId> target, Optional<String> identityKey, boolean waits) {
        /// Names are stored.
        enum Kind {
            REACTION, EDIT, DELETION, QUOTE, RECEIPT
        }
    }

    void add(Kept row, long account, long timerSeconds) throws VaultException {
        tx.update("""
                INSERT INTO signal_message (message, conversation, account, author, identity, sent, kind, identity_key,
                  timer, revision, taken, waits)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", row.message().value(), row.conversation(), account,
                row.author().value(), row.identity().map(SignalIdentityId::value).orElse(null), row.sent(),
                row.kind().name(), row.identityKey().orElse(null), timerSeconds, row.revision(), row.taken().name(),
                row.waits());
    }

    /// What a place was held for has come: its author's key has to be seen again.
    ///
    /// @param identityKey as it was seen since
    void become(MessageId message, SignalKind kind, Duration timer, Optional<String> identityKey)
            throws VaultException {
        tx.update("""
                UPDATE signal_message SET kind = ?1, timer = ?2, identity_key = ?3,
                  waits = identity IS NOT NULL AND ?3 IS NULL WHERE message = ?4""", kind.name(), timer.toSeconds(),
                identityKey.orElse(null), message.value());
    }

    Optional<Kept> find(MessageId message) throws VaultException {
        return tx.one("""
                SELECT message, conversation, author, identity, sent, kind, identity_key, revision, taken,
                  erased IS NOT NULL AS gone, waits
                FROM signal_message WHERE message = ?""", Rows::kept, message.value());
    }

    /// Those that this person's key counts for and that wait for it to be seen.
    List<MessageId> waiting(SignalIdentityId identity) throws VaultException {
        return tx.list("SELECT message FROM signal_message WHERE identity = ? AND waits = 1 ORDER BY message",
                row -> new MessageId(row.number("message")), identity.value());
    }

    /// Those that came by this key.
    List<MessageId> by(SignalIdentityId identity, String identityKey) throws VaultException {
        return tx.list("SELECT message FROM signal_message WHERE identity = ? AND identity_key = ? ORDER BY message",
                row -> new MessageId(row.number("message")), identity.value(), identityKey);
    }

    void seen(SignalIdentityId identity, String identityKey) throws VaultException {
        tx.update("UPDATE signal_message SET identity_key = ?, waits = 0 WHERE identity = ? AND waits = 1", identityKey,
                identity.value());
        tx.update("""
                UPDATE signal_event SET identity_key = ?, waits = 0
                WHERE author = ? AND applied = 0 AND waits = 1 AND kind IN ('EDIT', 'DELETION')""", identityKey,
                identity.value());
    }

    /// The message of this name, in any of its versions.
    Optional<MessageId> named(long conversation, SignalIdentityId author, Instant sent) throws VaultException {
        return tx.one("SELECT message FROM signal_name WHERE conversation = ? AND author = ? AND sent = ?",
                row -> new MessageId(row.number("message")), conversation, author.value(), sent);
    }

    /// What this author said in some group at that time, whatever the group.
    Optional<MessageId> inSomeGroup(SignalIdentityId author, Instant sent) throws VaultException {
        return tx.list("""
                SELECT n.message FROM signal_conversation c
                  CROSS JOIN signal_name n ON n.conversation = c.id AND n.author = ? AND n.sent = ?
                WHERE c.group_id IS NOT NULL ORDER BY n.message LIMIT 1""",
                row -> new MessageId(row.number("message")), author.value(), sent).stream().findFirst();
    }

    /// Whether anything waits for this person's key to be seen.
    boolean isWaitedFor(SignalIdentityId identity) throws VaultException {
        return tx.one("""
                SELECT EXISTS (SELECT 1 FROM signal_message WHERE identity = ?1 AND waits = 1)
                  OR EXISTS (SELECT 1 FROM signal_event
                    WHERE author = ?1 AND applied = 0 AND waits = 1 AND kind IN ('EDIT', 'DELETION')) AS some""",
                row -> row.flag("some"), identity.value()).orElse(false);
    }

    /// Does nothing where the name is taken.
    void name(MessageId message, long conversation, SignalIdentityId author, Instant sent) throws VaultException {
        tx.update("""
                INSERT INTO signal_name (conversation, author, sent, message) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING""", conversation, author.value(), sent, message.value());
    }

    /// @return empty where this very one is there already
    Optional<Event> add(Event event, Instant received) throws VaultException {
        int added = tx.update("""
                INSERT INTO signal_event (conversation, kind, author, sent, target_author, target_sent, text, source,
                  target, identity_key, waits, applied, received)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING""", event.conversation(),
                event.kind().name(), event.author().value(), event.sent(), event.targetAuthor().value(),
                event.targetSent(), event.text(), event.source().map(MessageId::value).orElse(null),
                event.target().map(MessageId::value).orElse(null), event.identityKey().orElse(null), event.waits(),
                received);
        return added == 0
                ? Optional.empty()
                : tx.one("SELECT " + EVENT + " FROM signal_event WHERE id = last_insert_rowid()", Rows::event);
    }

    /// Whether anything at all waits for its target.
    boolean someWait() throws VaultException {
        return tx.one("SELECT EXISTS (SELECT 1 FROM signal_event WHERE target IS NULL) AS some",
                row -> row.flag("some")).orElse(false);
    }

    /// Those that have waited for a message of this name, oldest first.
    List<Event> waitingFor(long conversation, SignalIdentityId author, Instant sent) throws VaultException {
        return tx.list("SELECT " + EVENT + """
                 FROM signal_event
                WHERE conversation = ? AND target_author = ? AND target_sent = ? AND target IS NULL
                ORDER BY id""", Rows::event, conversation, author.value(), sent);
    }

    /// Of this person, with their target here and not applied yet.
    List<Event> held(SignalIdentityId author) throws VaultException {
        return tx.list("SELECT " + EVENT + """
                 FROM signal_event
                WHERE author = ? AND applied = 0 AND kind IN ('EDIT', 'DELETION') AND target IS NOT NULL
                ORDER BY id""", Rows::event, author.value());
    }

    void aim(Event event, MessageId target) throws VaultException {
        tx.update("UPDATE signal_event SET target = ? WHERE id = ?", target.value(), event.id());
    }

    void applied(Event event) throws VaultException {
        tx.update("UPDATE signal_event SET applied = 1, source = CASE kind WHEN 'QUOTE' THEN source END WHERE id = ?",
                event.id());
    }

    void blank(Event event) throws VaultException {
        tx.update("UPDATE signal_event SET text = '' WHERE id = ?", event.id());
    }

    void receipt(MessageId message, Envelope.Receipt receipt, Instant when) throws VaultException {
        tx.update(switch (receipt) {
            case DELIVERED ->
                "UPDATE signal_message SET delivered = min(coalesce(delivered, ?1), ?1) WHERE message = ?2";
            case READ -> "UPDATE signal_message SET read = min(coalesce(read, ?1), ?1) WHERE message = ?2";
        }, when, message.value());
    }

    void tellsNobody(MessageId message) throws VaultException {
        tx.update("DELETE FROM signal_receipt WHERE message = ?", message.value());
    }

    void version(MessageId message, Instant sent, String body) throws VaultException {
        tx.update("INSERT INTO signal_version (message, sent, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                message.value(), sent, body);
    }

    /// The newest version and its text; empty where it was never edited.
    Optional<SignalDetails.Earlier> newest(MessageId message) throws VaultException {
        return tx.one("SELECT sent, body FROM signal_version WHERE message = ? ORDER BY sent DESC LIMIT 1",
                row -> new SignalDetails.Earlier(row.time("sent"), row.text("body")), message.value());
    }

    void revise(MessageId message, Instant revision) throws VaultException {
        tx.update("UPDATE signal_message SET revision = ? WHERE message = ?", revision, message.value());
    }

    void take(MessageId message, SignalDetails.Taken taken) throws VaultException {
        tx.update("UPDATE signal_message SET taken = ? WHERE message = ?", taken.name(), message.value());
    }

    /// Every trace of its words in these tables.
    void erase(MessageId message, Instant now) throws VaultException {
        tx.update("UPDATE signal_message SET erased = ? WHERE message = ?", now, message.value());
        tx.update("DELETE FROM signal_version WHERE message = ?", message.value());
        tx.update("UPDATE signal_event SET text = '' WHERE (target = ?1 OR source = ?1) AND kind = 'EDIT'",
                message.value());
        tx.update("UPDATE signal_missing SET name = '' WHERE message = ?", message.value());
        tx.update("UPDATE signal_envelope SET raw = x'' WHERE message = ?", message.value());
    }

    /// What was one message turns out to be a version of another: all that points to it points there.
    void merge(MessageId into, MessageId gone) throws VaultException {
        tx.update("UPDATE signal_name SET message = ? WHERE message = ?", into.value(), gone.value());
        tx.update("UPDATE OR IGNORE signal_version SET message = ? WHERE message = ?", into.value(), gone.value());
        tx.update("UPDATE signal_event SET target = ? WHERE target = ?", into.value(), gone.value());
        tx.update("UPDATE signal_event SET source = ? WHERE source = ?", into.value(), gone.value());
        tx.update("UPDATE signal_envelope SET message = ? WHERE message = ?", into.value(), gone.value());
    }

    void missing(MessageId message, int n, Envelope.NamedFile file, String why) throws VaultException {
        tx.update("INSERT INTO signal_missing (message, n, name, type, why) VALUES (?, ?, ?, ?, ?)", message.value(), n,
                Texts.oneLine(file.name()), Texts.oneLine(file.type()), why);
    }

    private static final String EVENT = """
            id, conversation, kind, author, sent, target_author, target_sent, text, source, target, identity_key, waits
            """;

    private static Kept kept(Row row) throws VaultException {
        return new Kept(new MessageId(row.number("message")), row.number("conversation"),
                new SignalIdentityId(row.number("author")), row.numberOrNone("identity").map(SignalIdentityId::new),
                row.time("sent"), SignalKind.valueOf(row.text("kind")), row.textOrNone("identity_key"),
                row.time("revision"), SignalDetails.Taken.valueOf(row.text("taken")), row.flag("gone"),
                row.flag("waits"));
    }

    private static Event event(Row row) throws VaultException {
        return new Event(row.number("id"), row.number("conversation"), Event.Kind.valueOf(row.text("kind")),
                new SignalIdentityId(row.number("author")), row.time("sent"),
                new SignalIdentityId(row.number("target_author")), row.time("target_sent"), row.text("text"),
                row.numberOrNone("source").map(MessageId::new), row.numberOrNone("target").map(MessageId::new),
                row.textOrNone("identity_key"), row.flag("waits"));
    }
}
