package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.Protection;
import guichet.keystore.ContactId;
import guichet.keystore.SafetyNumber;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.Optional;

/// What Signal's tables know of a message beside what every message has. Those tables are [guichet.inbox.signal.SignalSchema]'s.
final class SignalClues {
    private final Tx tx;
    private final SignalIdentities identities = new SignalIdentities(new Settings());

    SignalClues(Tx tx) {
        this.tx = tx;
    }

    private record Kept(Optional<SignalIdentityId> identity, Optional<String> identityKey, boolean inGroup) {
    }

    /// Whose key counts for it, and how far it is trusted now; empty where nobody's does.
    Optional<Protection.Identity> identity(MessageId id) throws VaultException {
        Optional<Kept> kept = kept(id);
        Optional<SignalIdentity> identity = kept.isEmpty() ? Optional.empty() : known(kept.get());
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        SignalTrust trust = identities.trustIn(tx, identity.get().id(), kept.get().identityKey());
        String digits = identity.get().key()
                .filter(key -> kept.get().identityKey().equals(Optional.of(key.identityKey())))
                .map(SafetyNumber::digits).orElse("");
        return Optional.of(new Protection.Identity(digits, trust));
    }

    /// The contact who said it for certain, to us alone.
    Optional<ContactId> provenContact(MessageId id) throws VaultException {
        Optional<Kept> kept = kept(id);
        Optional<SignalIdentity> identity = kept.isEmpty() || kept.get().inGroup()
                ? Optional.empty()
                : known(kept.get());
        return identity.isPresent()
                && identities.trustIn(tx, identity.get().id(), kept.get().identityKey()).isTrusted()
                        ? identity.get().contact()
                        : Optional.empty();
    }

    Optional<Suggestion> suggestion(MessageId id) throws VaultException {
        Optional<CaseId> quoted = tx.one("""
                SELECT m.case_id FROM signal_event e JOIN message m ON m.id = e.target
                WHERE e.source = ? AND e.kind = 'QUOTE'""", row -> row.textOrNone("case_id"), id.value())
                .flatMap(found -> found).map(CaseId::new);
        if (quoted.isPresent()) {
            return quoted.map(found -> new Suggestion(found, Suggestion.Why.ALLEGED_REPLY));
        }
        Optional<CaseId> linked = tx.one("""
                SELECT c.case_id FROM signal_message m JOIN signal_conversation c ON c.id = m.conversation
                WHERE m.message = ?""", row -> row.textOrNone("case_id"), id.value()).flatMap(found -> found)
                .map(CaseId::new);
        if (linked.isPresent()) {
            return linked.map(found -> new Suggestion(found, Suggestion.Why.GROUP));
        }
        Optional<Kept> kept = kept(id);
        Optional<ContactId> contact = kept.isEmpty()
                ? Optional.empty()
                : known(kept.get()).flatMap(SignalIdentity::contact);
        return contact.isEmpty()
                ? Optional.empty()
                : Clues.ofContact(tx, contact.get()).stream().findFirst()
                        .map(found -> new Suggestion(found, Suggestion.Why.ALLEGED_SENDER));
    }

    private Optional<SignalIdentity> known(Kept kept) throws VaultException {
        return kept.identity().isEmpty() ? Optional.empty() : identities.find(tx, kept.identity().get());
    }

    private Optional<Kept> kept(MessageId id) throws VaultException {
        return tx.one("""
                SELECT m.identity, m.identity_key, c.group_id IS NOT NULL AS grouped
                FROM signal_message m JOIN signal_conversation c ON c.id = m.conversation WHERE m.message = ?""",
                row -> new Kept(row.numberOrNone("identity").map(SignalIdentityId::new),
                        row.textOrNone("identity_key"), row.flag("grouped")),
                id.value());
    }
}
