package guichet.inbox.signal;

import guichet.inbox.MessageId;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Who reads a group, as signal-cli listed it last, and at whom of them a person has looked there. Groups in which nobody has spoken here are
/// left out.
final class GroupReaders {
    private GroupReaders() {
    }

    /// Whether seeing these would change nothing.
    static boolean areKnown(Tx tx, SignalIdentities identities, List<ObservedGroup> observed) throws VaultException {
        for (ObservedGroup one : observed) {
            OptionalLong conversation = conversation(tx, one.group());
            if (conversation.isPresent()) {
                Optional<Set<Long>> now = known(tx, identities, one);
                if (now.isEmpty() || !isListed(tx, conversation.getAsLong())
                        || !now.get().equals(listed(tx, conversation.getAsLong()))) {
                    return false;
                }
            }
        }
        return true;
    }

    static void see(Tx tx, SignalIdentities identities, List<ObservedGroup> observed, Instant now)
            throws VaultException {
        for (ObservedGroup one : observed) {
            OptionalLong conversation = conversation(tx, one.group());
            if (conversation.isPresent()) {
                Set<Long> members = new HashSet<>();
                for (ObservedGroup.Member member : one.members()) {
                    SignalIdentities.Met met = identities.met(tx, member.aci(), member.number(), "", now);
                    Conversations.absorb(tx, met);
                    members.add(met.id().value());
                }
                store(tx, conversation.getAsLong(), others(tx, members));
            }
        }
    }

    private static void store(Tx tx, long conversation, Set<Long> members) throws VaultException {
        tx.update("INSERT INTO signal_group (conversation) VALUES (?) ON CONFLICT DO NOTHING", conversation);
        for (long gone : listed(tx, conversation)) {
            if (!members.contains(gone)) {
                tx.update("DELETE FROM signal_reader WHERE conversation = ? AND identity = ?", conversation, gone);
            }
        }
        for (long member : members) {
            tx.update("""
                    INSERT INTO signal_reader (conversation, identity, looked) VALUES (?, ?, 0)
                    ON CONFLICT DO NOTHING""", conversation, member);
        }
    }

    static void lookedAt(Tx tx, SignalRecipient.Group group) throws VaultException {
        tx.update("""
                UPDATE signal_reader SET looked = 1
                WHERE conversation = (SELECT id FROM signal_conversation WHERE group_id = ?)""", group.base64Id());
    }

    /// Those who said something in a group of which it is not known, or may be another by now, who reads it: to be asked for.
    static List<SignalIdentityId> toAsk(Tx tx, List<MessageId> stored) throws VaultException {
        if (stored.isEmpty()) {
            return List.of();
        }
        long first = stored.stream().mapToLong(MessageId::value).min().orElseThrow();
        return tx.list(
                """
                        SELECT DISTINCT m.author AS author
                        FROM signal_message m JOIN signal_conversation c ON c.id = m.conversation
                        WHERE m.message >= ? AND c.group_id IS NOT NULL
                          AND (m.kind = 'GROUP_CHANGED' OR NOT EXISTS (SELECT 1 FROM signal_group g WHERE g.conversation = c.id))""",
                row -> new SignalIdentityId(row.number("author")), first);
    }

    /// Empty where somebody was never met.
    private static Optional<Set<Long>> known(Tx tx, SignalIdentities identities, ObservedGroup group)
            throws VaultException {
        Set<Long> members = new HashSet<>();
        for (ObservedGroup.Member member : group.members()) {
            SignalRecipient who = member.aci().<SignalRecipient>map(aci -> aci)
                    .orElseGet(() -> member.number().orElseThrow());
            Optional<SignalIdentity> known = identities.find(tx, who);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            members.add(known.get().id().value());
        }
        return Optional.of(others(tx, members));
    }

    /// Without our own accounts.
    private static Set<Long> others(Tx tx, Set<Long> members) throws VaultException {
        Set<Long> others = new HashSet<>(members);
        others.removeAll(tx.list("SELECT identity FROM signal_account", row -> row.number("identity")));
        return others;
    }

    private static OptionalLong conversation(Tx tx, SignalRecipient.Group group) throws VaultException {
        Optional<Long> found = tx.one("SELECT id FROM signal_conversation WHERE group_id = ?", row -> row.number("id"),
                group.base64Id());
        return found.isPresent() ? OptionalLong.of(found.get()) : OptionalLong.empty();
    }

    private static boolean isListed(Tx tx, long conversation) throws VaultException {
        return tx.one("SELECT 1 FROM signal_group WHERE conversation = ?", _ -> true, conversation).isPresent();
    }

    private static Set<Long> listed(Tx tx, long conversation) throws VaultException {
        return new HashSet<>(tx.list("SELECT identity FROM signal_reader WHERE conversation = ?",
                row -> row.number("identity"), conversation));
    }
}
