package guichet.inbox.archive;

import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the messages of a case have beside the rest because they came or went by Signal: who was met there, which conversations, and what
/// refers to what. People and conversations are numbered by this bag, messages by their `n`.
final class SignalPart {
    private final Tx tx;
    private final Map<Long, Integer> messages;
    private final Map<Long, Integer> identities = new LinkedHashMap<>();
    private final Map<Long, Integer> conversations = new LinkedHashMap<>();
    private final String caseId;

    /// @param messages the number in the bag of each message of the case
    SignalPart(Tx tx, String caseId, Map<Long, Integer> messages) {
        this.tx = tx;
        this.caseId = caseId;
        this.messages = messages;
    }

    /// Of one message; empty where it is not of Signal, or could not be read far enough.
    Optional<JsonMap> of(long message) throws VaultException {
        record Half(JsonMap json, long id) {
        }
        Optional<Half> row = tx.one(
                """
                        SELECT m.conversation, m.author, m.identity, m.sent, m.kind, m.identity_key, m.timer, m.expires, m.revision,
                          m.taken, m.erased, m.delivered, m.read, m.waits, a.number AS account
                        FROM signal_message m LEFT JOIN signal_account a ON a.id = m.account WHERE m.message = ?""",
                each -> new Half(message(each), message), message);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(row.get().json().objects("names", tx.list(
                "SELECT author, sent FROM signal_name WHERE message = ? ORDER BY sent, author",
                each -> new JsonMap().put("author", identity(each.number("author"))).put("sent", each.time("sent")),
                message))
                .objects("versions", tx.list("SELECT sent, body FROM signal_version WHERE message = ? ORDER BY sent",
                        each -> new JsonMap().put("sent", each.time("sent")).put("text", each.text("body")), message))
                .objects("missing", tx.list(
                        "SELECT n, name, type, why FROM signal_missing WHERE message = ? ORDER BY n",
                        each -> new JsonMap().put("n", each.number("n")).put("name", each.text("name"))
                                .put("type", each.text("type")).put("why", each.text("why")),
                        message)));
    }

    private JsonMap message(Row row) throws VaultException {
        return new JsonMap().put("conversation", conversation(row.number("conversation")))
                .put("author", identity(row.number("author")))
                .putNumber("person", row.numberOrNone("identity").map(this::identity))
                .putText("account", row.textOrNone("account")).put("sent", row.time("sent"))
                .put("kind", row.text("kind")).putText("identityKey", row.textOrNone("identity_key"))
                .put("timer", row.number("timer")).putTime("expires", row.timeOrNone("expires"))
                .put("revision", row.time("revision")).put("taken", row.text("taken"))
                .putTime("erased", row.timeOrNone("erased")).putTime("delivered", row.timeOrNone("delivered"))
                .putTime("readThere", row.timeOrNone("read")).flag("waits", row.flag("waits"));
    }

    /// The notifications as they came, of one message; each is a file of the bag.
    List<JsonMap> envelopes(long message, String folder, ManifestedBag bag) throws VaultException, IOException {
        @SuppressWarnings("ArrayRecordComponent") // read, written and forgotten
        record Envelope(Instant received, long reader, boolean understood, Optional<byte[]> digest, byte[] raw) {
        }
        List<Envelope> found = tx.list("""
                SELECT received, reader, understood, digest, raw FROM signal_envelope
                WHERE message = ? AND length(raw) > 0 ORDER BY id""",
                row -> new Envelope(row.time("received"), row.number("reader"), row.flag("understood"),
                        row.bytesOrNone("digest"), row.bytes("raw")),
                message);
        List<JsonMap> envelopes = new ArrayList<>();
        for (Envelope one : found) {
            String path = folder + String.format(Locale.ROOT, "received-%d.json", envelopes.size() + 1);
            bag.payload(path, one.raw());
            envelopes.add(new JsonMap().put("file", path).put("received", one.received()).put("reader", one.reader())
                    .flag("understood", one.understood())
                    .putText("digest", one.digest().map(HexFormat.of()::formatHex)));
        }
        return envelopes;
    }

    /// What refers to the case's messages, or is said by them.
    List<JsonMap> events() throws VaultException {
        return tx.list(
                """
                        SELECT e.conversation, e.kind, e.author, e.sent, e.target_author, e.target_sent, e.text, e.source, e.target,
                          e.identity_key, e.waits, e.applied, e.received
                        FROM signal_event e
                        WHERE e.target IN (SELECT id FROM message WHERE case_id = ?1)
                           OR e.source IN (SELECT id FROM message WHERE case_id = ?1)
                        ORDER BY e.received, e.sent, e.kind, e.author""",
                this::event, caseId);
    }

    private JsonMap event(Row row) throws VaultException {
        return new JsonMap().put("conversation", conversation(row.number("conversation"))).put("kind", row.text("kind"))
                .put("author", identity(row.number("author"))).put("sent", row.time("sent"))
                .put("targetAuthor", identity(row.number("target_author"))).put("targetSent", row.time("target_sent"))
                .put("text", row.text("text"))
                .putNumber("source", row.numberOrNone("source").flatMap(this::inBag))
                .putNumber("target", row.numberOrNone("target").flatMap(this::inBag))
                .putText("identityKey", row.textOrNone("identity_key")).flag("waits", row.flag("waits"))
                .flag("applied", row.flag("applied")).put("received", row.time("received"));
    }

    private Optional<Long> inBag(long message) {
        return Optional.ofNullable(messages.get(message)).map(Integer::longValue);
    }

    /// The conversations of all that was asked for, and of the groups that were linked to the case. To be asked last but one.
    List<JsonMap> conversations() throws VaultException {
        tx.list("SELECT id FROM signal_conversation WHERE case_id = ? ORDER BY id",
                row -> conversation(row.number("id")), caseId);
        List<JsonMap> all = new ArrayList<>();
        for (Map.Entry<Long, Integer> each : conversations.entrySet()) {
            all.add(tx
                    .one("""
                            SELECT one, other, group_id, name, case_id, timer, timer_set FROM signal_conversation WHERE id = ?""",
                            row -> new JsonMap().put("n", each.getValue())
                                    .putNumber("one", row.numberOrNone("one").map(this::identity))
                                    .putNumber("other", row.numberOrNone("other").map(this::identity))
                                    .putText("group", row.textOrNone("group_id")).put("name", row.text("name"))
                                    .flag("ofCase", row.textOrNone("case_id").equals(Optional.of(caseId)))
                                    .put("timer", row.number("timer")).put("timerSet", row.time("timer_set")),
                            each.getKey())
                    .orElseThrow());
        }
        return all;
    }

    /// Everybody who was named. To be asked last.
    List<JsonMap> identities() throws VaultException {
        List<JsonMap> all = new ArrayList<>();
        for (Map.Entry<Long, Integer> each : identities.entrySet()) {
            all.add(tx.one("""
                    SELECT i.aci, i.number, i.username, i.profile_name, i.identity_key, i.safety_number,
                      EXISTS (SELECT 1 FROM signal_account a WHERE a.identity = i.id) AS ours, c.name AS contact
                    FROM signal_identity i LEFT JOIN contact c ON c.id = i.contact WHERE i.id = ?""",
                    row -> new JsonMap().put("n", each.getValue()).flag("ours", row.flag("ours"))
                            .putText("aci", row.textOrNone("aci")).putText("number", row.textOrNone("number"))
                            .putText("username", row.textOrNone("username")).put("name", row.text("profile_name"))
                            .putText("contact", row.textOrNone("contact"))
                            .putText("identityKey", row.textOrNone("identity_key"))
                            .putText("safetyNumber", row.textOrNone("safety_number")),
                    each.getKey()).orElseGet(() -> new JsonMap().put("n", each.getValue()).put("name", "")));
        }
        return all;
    }

    /// What people are called in a transcript.
    String name(long identity) throws VaultException {
        return tx.one("""
                SELECT coalesce(c.name, nullif(i.profile_name, ''), i.number, i.username, i.aci, '?') AS name
                FROM signal_identity i LEFT JOIN contact c ON c.id = i.contact WHERE i.id = ?""",
                row -> row.text("name"), identity).orElse("?");
    }

    private long identity(long id) {
        return identities.computeIfAbsent(id, _ -> identities.size() + 1);
    }

    private long conversation(long id) {
        return conversations.computeIfAbsent(id, _ -> conversations.size() + 1);
    }
}
