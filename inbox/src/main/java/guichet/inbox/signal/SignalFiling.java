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
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides whether a message on Signal files itself into a case: by somebody's identity, where a person has taken it for theirs and it has been
/// seen unchanged *since* the message came. Then:
///
/// - a quote of a message of the same conversation goes to that message's case;
/// - what is said in a group goes to the case that a person linked the group to;
/// - what is said between two goes to the one open case whose contact the other is, if it was sent since that case was opened.
///
/// Where two of these disagree, or the case is closed, a person decides. A number, a name and a group prove nothing.
final class SignalFiling {
    private final Tx tx;
    private final Rows rows;
    private final SignalIdentities identities;
    private final IncomingSignal.Batch batch;

    SignalFiling(Tx tx, Rows rows, SignalIdentities identities, IncomingSignal.Batch batch) {
        this.tx = tx;
        this.rows = rows;
        this.identities = identities;
        this.batch = batch;
    }

    private record Filed(CaseId caseId, Proof proof) {
    }

    void fileIfProven(MessageId id) throws VaultException {
        Optional<Rows.Kept> row = rows.find(id);
        if (row.isEmpty() || !saysSomething(row.get().kind()) || !batch.isUndecided(id)) {
            return;
        }
        Optional<Filed> filed = proven(row.get());
        if (filed.isPresent() && batch.isOpen(filed.get().caseId())) {
            batch.file(id, filed.get().caseId(), filed.get().proof());
        }
    }

    private Optional<Filed> proven(Rows.Kept row) throws VaultException {
        Optional<SignalIdentity> identity = row.identity().isPresent()
                ? identities.find(tx, row.identity().get())
                : Optional.empty();
        if (row.identity().isPresent() && (row.waits() || !isTrusted(row, identity))) {
            return Optional.empty();
        }
        Optional<Optional<CaseId>> quoted = quotedCase(row.message());
        Optional<CaseId> linked = linkedCase(row.conversation());
        if (quoted.isPresent()) {
            boolean agree = linked.isEmpty() || quoted.get().equals(linked);
            return agree ? quoted.get().map(found -> new Filed(found, Proof.QUOTE)) : Optional.empty();
        }
        if (linked.isPresent()) {
            return linked.map(found -> new Filed(found, Proof.GROUP));
        }
        Optional<ContactId> contact = isGroup(row.conversation())
                ? Optional.empty()
                : identity.flatMap(SignalIdentity::contact);
        return contact.isPresent() ? onlyCase(contact.get(), row.sent()) : Optional.empty();
    }

    /// In the very key by which it came, now.
    private static boolean isTrusted(Rows.Kept row, Optional<SignalIdentity> identity) {
        return identity.isPresent() && identity.get().trust().isTrusted()
                && identity.get().key().map(SafetyNumber::identityKey).equals(row.identityKey());
    }

    private Optional<Filed> onlyCase(ContactId contact, Instant sent) throws VaultException {
        List<OpenCase> open = batch.openCasesOf(contact);
        return open.size() == 1 && !sent.isBefore(open.getFirst().opened())
                ? Optional.of(new Filed(open.getFirst().id(), Proof.CONTACT))
                : Optional.empty();
    }

    /// Outer empty: it quotes nothing that is here; inner empty: something that is in no case.
    private Optional<Optional<CaseId>> quotedCase(MessageId id) throws VaultException {
        Optional<MessageId> quoted = tx.one("""
                SELECT target FROM signal_event WHERE source = ? AND kind = 'QUOTE' AND target IS NOT NULL""",
                row -> new MessageId(row.number("target")), id.value());
        return quoted.isEmpty() ? Optional.empty() : Optional.of(batch.caseOf(quoted.get()));
    }

    private Optional<CaseId> linkedCase(long conversation) throws VaultException {
        return tx.one("SELECT case_id FROM signal_conversation WHERE id = ?", row -> row.textOrNone("case_id"),
                conversation).flatMap(found -> found).map(CaseId::new);
    }

    private boolean isGroup(long conversation) throws VaultException {
        return tx.one("SELECT group_id IS NOT NULL AS grouped FROM signal_conversation WHERE id = ?",
                row -> row.flag("grouped"), conversation).orElse(false);
    }

    private static boolean saysSomething(SignalKind kind) {
        return switch (kind) {
            case TEXT, VIEW_ONCE, STICKER, CONTACT_CARD, MISSED_CALL, TIMER_CHANGED, PAYMENT -> true;
            case STORY, GROUP_CHANGED, IDENTITY_CHANGED, CANNOT_DECRYPT, NOT_UNDERSTOOD -> false;
        };
    }
}
