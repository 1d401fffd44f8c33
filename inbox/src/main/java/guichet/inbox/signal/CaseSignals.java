package guichet.inbox.signal;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What Signal's tables keep of a case. For a case that ends.
public final class CaseSignals {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final String ELSEWHERE = """
            SELECT 1 FROM signal_message WHERE author = ?1 OR identity = ?1
            UNION ALL SELECT 1 FROM signal_event WHERE author = ?1 OR target_author = ?1
            UNION ALL SELECT 1 FROM signal_name WHERE author = ?1
            UNION ALL SELECT 1 FROM signal_conversation WHERE one = ?1 OR other = ?1
            UNION ALL SELECT 1 FROM signal_account WHERE identity = ?1
            UNION ALL SELECT 1 FROM signal_reader WHERE identity = ?1
            UNION ALL SELECT 1 FROM outbox_identity WHERE identity = ?1
            LIMIT 1""";

    public CaseSignals() {
    }

    /// The conversations that a case's messages were said in, or that are linked to it.
    public Set<Long> conversations(Tx tx, CaseId id) throws VaultException {
        return new HashSet<>(tx.list("""
                SELECT conversation FROM signal_message
                WHERE message IN (SELECT id FROM message WHERE case_id = ?1)
                UNION SELECT id FROM signal_conversation WHERE case_id = ?1""", row -> row.number("conversation"),
                id.toString()));
    }

    /// Whoever said something in it, or was written to; our own accounts not among them.
    public Set<Long> people(Tx tx, CaseId id) throws VaultException {
        return new HashSet<>(tx.list("""
                SELECT author AS who FROM signal_message WHERE message IN (SELECT id FROM message WHERE case_id = ?1)
                UNION SELECT identity FROM signal_message
                  WHERE identity IS NOT NULL AND message IN (SELECT id FROM message WHERE case_id = ?1)
                UNION SELECT id FROM signal_identity
                  WHERE contact IN (SELECT contact FROM case_contact WHERE case_id = ?1)
                EXCEPT SELECT identity FROM signal_account""", row -> row.number("who"), id.toString()));
    }

    /// Conversations that no case has, in which nothing is said, and in which none but these people and such as are no contacts take part: what
    /// an archived case has left of them.
    public Set<Long> silent(Tx tx, Set<Long> people) throws VaultException {
        Set<Long> known = new HashSet<>(people);
        known.addAll(tx.list("SELECT id FROM signal_identity WHERE contact IS NULL", row -> row.number("id")));
        Set<Long> silent = new HashSet<>();
        for (long id : tx.list("""
                SELECT id FROM signal_conversation WHERE case_id IS NULL
                  AND id NOT IN (SELECT conversation FROM signal_message)""", row -> row.number("id"))) {
            List<Long> present = tx.list("""
                    SELECT one AS who FROM signal_conversation WHERE id = ?1 AND one IS NOT NULL
                    UNION SELECT other FROM signal_conversation WHERE id = ?1 AND other IS NOT NULL
                    UNION SELECT identity FROM signal_reader WHERE conversation = ?1
                    EXCEPT SELECT identity FROM signal_account""", row -> row.number("who"), id);
            if (!present.isEmpty() && known.containsAll(present)) {
                silent.add(id);
            }
        }
        return silent;
    }

    /// Who takes part in these and is no contact; our own accounts not among them.
    public Set<Long> strangers(Tx tx, Set<Long> conversations) throws VaultException {
        Set<Long> all = new HashSet<>();
        for (long conversation : conversations) {
            all.addAll(tx.list("""
                    SELECT i.id FROM signal_identity i JOIN signal_conversation c ON i.id = c.one OR i.id = c.other
                    WHERE c.id = ? AND i.contact IS NULL EXCEPT SELECT identity FROM signal_account""",
                    row -> row.number("id"), conversation));
        }
        return all;
    }

    /// Everything beside the messages themselves; to be called before they are deleted.
    public void erase(Tx tx, List<MessageId> messages) throws VaultException {
        for (MessageId id : messages) {
            tx.update("""
                    UPDATE signal_version SET body = CAST(zeroblob(length(CAST(body AS BLOB))) AS TEXT)
                    WHERE message = ?""", id.value());
            tx.update("""
                    UPDATE signal_event SET text = CAST(zeroblob(length(CAST(text AS BLOB))) AS TEXT)
                    WHERE source = ?1 OR target = ?1""", id.value());
            tx.update("""
                    UPDATE signal_missing SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT)
                    WHERE message = ?""", id.value());
            tx.update("UPDATE signal_envelope SET raw = zeroblob(length(raw)) WHERE message = ?", id.value());
            tx.update("DELETE FROM signal_envelope WHERE message = ?", id.value());
        }
    }

    /// A conversation in which nothing is said any more goes with all that refers to it; one that other cases share stays, and is linked to
    /// this case no more.
    public void leave(Tx tx, CaseId id, Set<Long> conversations) throws VaultException {
        tx.update("UPDATE signal_conversation SET case_id = NULL WHERE case_id = ?", id.toString());
        for (long conversation : conversations) {
            if (tx.one("SELECT 1 FROM signal_message WHERE conversation = ? LIMIT 1", _ -> true, conversation)
                    .isPresent()) {
                continue;
            }
            tx.update("""
                    UPDATE signal_event SET text = CAST(zeroblob(length(CAST(text AS BLOB))) AS TEXT)
                    WHERE conversation = ?""", conversation);
            tx.update("DELETE FROM signal_event WHERE conversation = ?", conversation);
            tx.update("DELETE FROM signal_name WHERE conversation = ?", conversation);
            tx.update("""
                    UPDATE signal_conversation SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT)
                    WHERE id = ?""", conversation);
            tx.update("DELETE FROM signal_conversation WHERE id = ?", conversation);
        }
    }

    /// Notifications that were no messages, such as reactions, and are about the case's. To be called before its messages are erased.
    public void eraseNotifications(Tx tx, CaseId id) throws VaultException {
        Set<String> times = new HashSet<>(tx.list("""
                SELECT sent FROM signal_name WHERE message IN (SELECT id FROM message WHERE case_id = ?1)
                UNION SELECT sent FROM signal_message WHERE message IN (SELECT id FROM message WHERE case_id = ?1)""",
                row -> Long.toString(row.number("sent")), id.toString()));
        if (!times.isEmpty()) {
            eraseNotifications(tx,
                    raw -> NUMBER.matcher(raw).results().anyMatch(found -> times.contains(found.group())));
        }
    }

    /// Those that name somebody who is about to be forgotten.
    public void eraseNotificationsAbout(Tx tx, Set<SignalRecipient> names) throws VaultException {
        Set<String> bare = names.stream().map(each -> each instanceof SignalRecipient.Aci aci
                ? aci.id().toString()
                : each.bare()).collect(Collectors.toSet());
        if (!bare.isEmpty()) {
            eraseNotifications(tx, raw -> bare.stream().anyMatch(raw::contains));
        }
    }

    private static void eraseNotifications(Tx tx, Predicate<String> which) throws VaultException {
        record Stray(long id, String raw) {
        }
        for (Stray one : tx.list("SELECT id, raw FROM signal_envelope WHERE message IS NULL", row -> new Stray(
                row.number("id"), new String(row.bytes("raw"), StandardCharsets.UTF_8)))) {
            if (which.test(one.raw())) {
                tx.update("UPDATE signal_envelope SET raw = zeroblob(length(raw)) WHERE id = ?", one.id());
                tx.update("DELETE FROM signal_envelope WHERE id = ?", one.id());
            }
        }
    }

    /// Every name that a person has on Signal.
    public Set<SignalRecipient> names(Tx tx, long identity) throws VaultException {
        Set<SignalRecipient> names = new HashSet<>();
        tx.one("SELECT aci, number, username FROM signal_identity WHERE id = ?", row -> {
            row.textOrNone("aci").flatMap(SignalRecipient.Aci::parse).ifPresent(names::add);
            row.textOrNone("number").flatMap(SignalRecipient.PhoneNumber::parse).ifPresent(names::add);
            row.textOrNone("username").flatMap(SignalRecipient.Username::parse).ifPresent(names::add);
            return identity;
        }, identity);
        return names;
    }

    /// The identity keys that were seen, or decided about.
    public Set<String> keys(Tx tx, long identity) throws VaultException {
        return new HashSet<>(tx.list("""
                SELECT identity_key FROM signal_number WHERE identity = ?1
                UNION SELECT identity_key FROM signal_decision WHERE identity = ?1
                UNION SELECT identity_key FROM signal_identity WHERE id = ?1 AND identity_key IS NOT NULL""",
                row -> row.text("identity_key"), identity));
    }

    /// Whether anything but a contact refers to a person on Signal.
    public boolean isKnownElsewhere(Tx tx, long identity) throws VaultException {
        return tx.one(ELSEWHERE, _ -> true, identity).isPresent();
    }
}
