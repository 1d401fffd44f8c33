package guichet.inbox.signal;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.cases.IncomingSignal.OpenCase;
import guichet.inbox.cases.IncomingSignal.Proof;
import guichet.keystore.ContactId;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides whether a message on Signal files itself into a case: by somebody's identity, where a person has taken it for theirs and it has been
/// seen unchanged *since* the message came. Then:
///
/// - a quote of a message of the same conversation goes to that message's case;
/// - what is said in a group goes to the case that a person linked the group to;
/// - what is said between two goes to the one open case whose contact the other is, if it was sent since that case was opened.
///
/// Where two of these disagree, or the case is closed, a person decides. A number, a name and a group prove nothing.
///
/// What it looks up, it remembers for its transaction.
final class SignalFiling {
    private final Tx tx;
    private final Rows rows;
    private final SignalIdentities identities;
    private final IncomingSignal.Batch batch;
    private final Map<SignalIdentityId, SignalIdentity> people = new HashMap<>();
    private final Map<Long, Talk> talks = new HashMap<>();
    private final Map<ContactId, List<OpenCase>> openCases = new HashMap<>();
    private final Map<CaseId, Boolean> open = new HashMap<>();

    SignalFiling(Tx tx, Rows rows, SignalIdentities identities, IncomingSignal.Batch batch) {
        this.tx = tx;
        this.rows = rows;
        this.identities = identities;
        this.batch = batch;
    }

    /// Where a message belongs, and by what.
    record Filed(CaseId caseId, Proof proof) {
    }

    /// What counts of a message.
    ///
    /// @param identity    whose key counts for it; empty: ours, in a group
    /// @param identityKey by which it came; empty: not seen since
    /// @param quoted      the message that it answers, where that is here
    record Facts(SignalKind kind, Optional<SignalIdentityId> identity, Optional<String> identityKey, long conversation,
            Instant sent, Optional<MessageId> quoted) {
    }

    private record Talk(boolean inGroup, Optional<CaseId> linked) {
    }

    /// Of a message that is stored, and that nobody has put anywhere.
    void fileIfProven(MessageId id) throws VaultException {
        Optional<Rows.Kept> row = batch.wasRemoved(id) ? Optional.empty() : rows.find(id);
        if (row.isEmpty() || !batch.isUndecided(id)) {
            return;
        }
        Optional<Filed> filed = decide(new Facts(row.get().kind(), row.get().identity(),
                row.get().waits() ? Optional.empty() : row.get().identityKey(), row.get().conversation(),
                row.get().sent(), quotedBy(id)));
        if (filed.isPresent()) {
            batch.file(id, filed.get().caseId(), filed.get().proof());
        }
    }

    Optional<Filed> decide(Facts said) throws VaultException {
        if (!saysSomething(said.kind()) || !isTrusted(said)) {
            return Optional.empty();
        }
        Optional<Filed> filed = proven(said);
        return filed.isPresent() && isOpen(filed.get().caseId()) ? filed : Optional.empty();
    }

    /// What is known of somebody may be another by now.
    void forget(SignalIdentityId id) {
        people.remove(id);
    }

    private Optional<Filed> proven(Facts said) throws VaultException {
        Talk talk = talk(said.conversation());
        if (said.quoted().isPresent()) {
            Optional<CaseId> quoted = batch.caseOf(said.quoted().get());
            boolean agree = talk.linked().isEmpty() || quoted.equals(talk.linked());
            return agree ? quoted.map(found -> new Filed(found, Proof.QUOTE)) : Optional.empty();
        }
        if (talk.linked().isPresent()) {
            return talk.linked().map(found -> new Filed(found, Proof.GROUP));
        }
        Optional<ContactId> contact = talk.inGroup() || said.identity().isEmpty()
                ? Optional.empty()
                : person(said.identity().get()).contact();
        return contact.isPresent() ? onlyCase(contact.get(), said.sent()) : Optional.empty();
    }

    /// In the very key by which it came, now. What we say ourselves in a group is.
    private boolean isTrusted(Facts said) throws VaultException {
        if (said.identity().isEmpty()) {
            return true;
        }
        if (said.identityKey().isEmpty()) {
            return false;
        }
        SignalIdentity identity = person(said.identity().get());
        return identity.trust().isTrusted()
                && identity.key().map(SafetyNumber::identityKey).equals(said.identityKey());
    }

    private Optional<Filed> onlyCase(ContactId contact, Instant sent) throws VaultException {
        List<OpenCase> cases = openCases.get(contact);
        if (cases == null) {
            cases = batch.openCasesOf(contact);
            openCases.put(contact, cases);
        }
        return cases.size() == 1 && !sent.isBefore(cases.getFirst().opened())
                ? Optional.of(new Filed(cases.getFirst().id(), Proof.CONTACT))
                : Optional.empty();
    }

    private boolean isOpen(CaseId id) throws VaultException {
        Boolean known = open.get(id);
        if (known == null) {
            known = batch.isOpen(id);
            open.put(id, known);
        }
        return known;
    }

    private SignalIdentity person(SignalIdentityId id) throws VaultException {
        SignalIdentity known = people.get(id);
        if (known == null) {
            known = identities.find(tx, id).orElseThrow();
            people.put(id, known);
        }
        return known;
    }

    private Talk talk(long conversation) throws VaultException {
        Talk known = talks.get(conversation);
        if (known == null) {
            known = tx.one("SELECT group_id IS NOT NULL AS grouped, case_id FROM signal_conversation WHERE id = ?",
                    row -> new Talk(row.flag("grouped"), row.textOrNone("case_id").map(CaseId::new)), conversation)
                    .orElseThrow();
            talks.put(conversation, known);
        }
        return known;
    }

    private Optional<MessageId> quotedBy(MessageId id) throws VaultException {
        return tx.one("""
                SELECT target FROM signal_event WHERE source = ? AND kind = 'QUOTE' AND target IS NOT NULL""",
                row -> new MessageId(row.number("target")), id.value());
    }

    private static boolean saysSomething(SignalKind kind) {
        return switch (kind) {
            case TEXT, VIEW_ONCE, STICKER, CONTACT_CARD, MISSED_CALL, TIMER_CHANGED, PAYMENT -> true;
            case STORY, GROUP_CHANGED, IDENTITY_CHANGED, CANNOT_DECRYPT, NOT_UNDERSTOOD -> false;
        };
    }
}
