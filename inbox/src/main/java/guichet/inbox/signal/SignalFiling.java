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
/// Made once every safety number of the transaction has been seen: what it looks up, it remembers.
final class SignalFiling {
    private final Tx tx;
    private final Rows rows;
    private final SignalIdentities identities;
    private final IncomingSignal.Batch batch;
    private final Map<SignalIdentityId, SignalIdentity> people = new HashMap<>();
    private final Map<Long, Talk> talks = new HashMap<>();
    private final Map<ContactId, List<OpenCase>> openCases = new HashMap<>();

    SignalFiling(Tx tx, Rows rows, SignalIdentities identities, IncomingSignal.Batch batch) {
        this.tx = tx;
        this.rows = rows;
        this.identities = identities;
        this.batch = batch;
    }

    private record Filed(CaseId caseId, Proof proof) {
    }

    private record Talk(boolean inGroup, Optional<CaseId> linked) {
    }

    void fileIfProven(MessageId id) throws VaultException {
        Optional<Rows.Kept> row = batch.wasRemoved(id) ? Optional.empty() : rows.find(id);
        if (row.isEmpty() || !saysSomething(row.get().kind()) || row.get().waits() || !isTrusted(row.get())
                || !batch.isUndecided(id)) {
            return;
        }
        Optional<Filed> filed = proven(row.get());
        if (filed.isPresent() && batch.isOpen(filed.get().caseId())) {
            batch.file(id, filed.get().caseId(), filed.get().proof());
        }
    }

    private Optional<Filed> proven(Rows.Kept row) throws VaultException {
        Talk talk = talk(row.conversation());
        Optional<Optional<CaseId>> quoted = quotedCase(row.message());
        if (quoted.isPresent()) {
            boolean agree = talk.linked().isEmpty() || quoted.get().equals(talk.linked());
            return agree ? quoted.get().map(found -> new Filed(found, Proof.QUOTE)) : Optional.empty();
        }
        if (talk.linked().isPresent()) {
            return talk.linked().map(found -> new Filed(found, Proof.GROUP));
        }
        Optional<ContactId> contact = talk.inGroup() || row.identity().isEmpty()
                ? Optional.empty()
                : person(row.identity().get()).contact();
        return contact.isPresent() ? onlyCase(contact.get(), row) : Optional.empty();
    }

    /// In the very key by which it came, now. What we say ourselves in a group is.
    private boolean isTrusted(Rows.Kept row) throws VaultException {
        if (row.identity().isEmpty()) {
            return true;
        }
        SignalIdentity identity = person(row.identity().get());
        return identity.trust().isTrusted()
                && identity.key().map(SafetyNumber::identityKey).equals(row.identityKey());
    }

    private Optional<Filed> onlyCase(ContactId contact, Rows.Kept row) throws VaultException {
        List<OpenCase> open = openCases.get(contact);
        if (open == null) {
            open = batch.openCasesOf(contact);
            openCases.put(contact, open);
        }
        return open.size() == 1 && !row.sent().isBefore(open.getFirst().opened())
                ? Optional.of(new Filed(open.getFirst().id(), Proof.CONTACT))
                : Optional.empty();
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

    /// Outer empty: it quotes nothing that is here; inner empty: something that is in no case.
    private Optional<Optional<CaseId>> quotedCase(MessageId id) throws VaultException {
        Optional<MessageId> quoted = tx.one("""
                SELECT target FROM signal_event WHERE source = ? AND kind = 'QUOTE' AND target IS NOT NULL""",
                row -> new MessageId(row.number("target")), id.value());
        return quoted.isEmpty() ? Optional.empty() : Optional.of(batch.caseOf(quoted.get()));
    }

    private static boolean saysSomething(SignalKind kind) {
        return switch (kind) {
            case TEXT, VIEW_ONCE, STICKER, CONTACT_CARD, MISSED_CALL, TIMER_CHANGED, PAYMENT -> true;
            case STORY, GROUP_CHANGED, IDENTITY_CHANGED, CANNOT_DECRYPT, NOT_UNDERSTOOD -> false;
        };
    }
}
