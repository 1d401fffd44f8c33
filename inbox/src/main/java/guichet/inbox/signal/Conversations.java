package guichet.inbox.signal;

import guichet.inbox.CaseId;
import guichet.inbox.cases.IncomingSignal;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Between whom something is said: a group, or two people, one of whom is an account of ours. Of two accounts of ours that write to each other,
/// both see the same one.
final class Conversations {
    private Conversations() {
    }

    /// @param groupId empty: between two
    record Conversation(long id, Optional<SignalRecipient.Group> groupId, Optional<CaseId> caseId) {
    }

    static Conversation between(Tx tx, SignalIdentityId self, SignalIdentityId other) throws VaultException {
        long one = Math.min(self.value(), other.value());
        long two = Math.max(self.value(), other.value());
        Optional<Conversation> there = tx.one(
                "SELECT id FROM signal_conversation WHERE one = ? AND other = ?",
                row -> new Conversation(row.number("id"), Optional.empty(), Optional.empty()), one, two);
        return there.isPresent()
                ? there.get()
                : new Conversation(tx.insert("""
                        INSERT INTO signal_conversation (one, other, name, timer, timer_set)
                        VALUES (?, ?, '', 0, 0)""", one, two), Optional.empty(), Optional.empty());
    }

    /// @param name that its members have given it: a claim; blank: not known
    static Conversation group(Tx tx, SignalRecipient.Group group, String name) throws VaultException {
        Optional<Conversation> there = tx.one("SELECT id, case_id FROM signal_conversation WHERE group_id = ?",
                row -> new Conversation(row.number("id"), Optional.of(group),
                        row.textOrNone("case_id").map(CaseId::new)),
                group.base64Id());
        if (there.isEmpty()) {
            return new Conversation(tx.insert("""
                    INSERT INTO signal_conversation (group_id, name, timer, timer_set) VALUES (?, ?, 0, 0)""",
                    group.base64Id(), name), Optional.of(group), Optional.empty());
        }
        if (!name.isBlank()) {
            tx.update("UPDATE signal_conversation SET name = ?1 WHERE id = ?2 AND name <> ?1", name, there.get().id());
        }
        return there.get();
    }

    /// The timer as it was set last; what was sent before says nothing about now, though it come later.
    static boolean setTimer(Tx tx, long conversation, Duration timer, Instant sent) throws VaultException {
        return tx.update("UPDATE signal_conversation SET timer = ?, timer_set = ? WHERE id = ? AND timer_set <= ?",
                timer.toSeconds(), sent, conversation, sent) > 0;
    }

    /// One of two rows for one person is gone: what pointed to it points to the other from now on.
    static void absorb(Tx tx, SignalIdentities.Met met) throws VaultException {
        if (met.absorbed().isEmpty()) {
            return;
        }
        long into = met.id().value();
        long gone = met.absorbed().get().value();
        for (Pair pair : tx.list("SELECT id, one, other FROM signal_conversation WHERE one = ?1 OR other = ?1",
                row -> new Pair(row.number("id"), row.number("one"), row.number("other")), gone)) {
            move(tx, pair, pair.one() == gone ? pair.other() : pair.one(), into);
        }
        tx.update("UPDATE signal_account SET identity = ? WHERE identity = ?", into, gone);
        tx.update("UPDATE signal_message SET author = ? WHERE author = ?", into, gone);
        tx.update("UPDATE signal_message SET identity = ? WHERE identity = ?", into, gone);
        tx.update("UPDATE OR IGNORE signal_name SET author = ? WHERE author = ?", into, gone);
        tx.update("UPDATE OR IGNORE signal_event SET author = ? WHERE author = ?", into, gone);
        tx.update("UPDATE OR IGNORE signal_event SET target_author = ? WHERE target_author = ?", into, gone);
        tx.update("UPDATE OR IGNORE signal_reader SET identity = ? WHERE identity = ?", into, gone);
        tx.update("DELETE FROM signal_reader WHERE identity = ?", gone);
        tx.update("DELETE FROM signal_name WHERE author = ?", gone);
        tx.update("DELETE FROM signal_event WHERE author = ?1 OR target_author = ?1", gone);
    }

    private static void move(Tx tx, Pair pair, long self, long into) throws VaultException {
        long one = Math.min(self, into);
        long two = Math.max(self, into);
        List<Long> there = tx.list("SELECT id FROM signal_conversation WHERE one = ? AND other = ?",
                row -> row.number("id"), one, two);
        if (there.isEmpty()) {
            tx.update("UPDATE signal_conversation SET one = ?, other = ? WHERE id = ?", one, two, pair.id());
            return;
        }
        long target = there.getFirst();
        tx.update("""
                UPDATE message SET thread = ?
                WHERE id IN (SELECT message FROM signal_message WHERE conversation = ?)""",
                IncomingSignal.threadOf(target), pair.id());
        tx.update("UPDATE signal_message SET conversation = ? WHERE conversation = ?", target, pair.id());
        tx.update("UPDATE OR IGNORE signal_name SET conversation = ? WHERE conversation = ?", target, pair.id());
        tx.update("UPDATE OR IGNORE signal_event SET conversation = ? WHERE conversation = ?", target, pair.id());
        tx.update("DELETE FROM signal_name WHERE conversation = ?", pair.id());
        tx.update("DELETE FROM signal_event WHERE conversation = ?", pair.id());
        tx.update("DELETE FROM signal_conversation WHERE id = ?", pair.id());
    }

    private record Pair(long id, long one, long other) {
    }
}
