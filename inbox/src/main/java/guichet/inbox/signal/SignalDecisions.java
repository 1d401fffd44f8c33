package guichet.inbox.signal;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.ContactId;
import guichet.keystore.PersonId;
import guichet.keystore.SafetyNumber;
import guichet.keystore.Settings;
import guichet.keystore.SignalDecided;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person decides about people and groups on Signal: carried out and journalled in one. Stateless, for any thread.
public final class SignalDecisions {
    private final SignalIdentities identities;
    private final IncomingSignal store;
    private final Settings settings;
    private final Journal journal;
    private final Clock clock;

    public SignalDecisions(SignalIdentities identities, IncomingSignal store, Settings settings, Journal journal,
            Clock clock) {
        this.identities = identities;
        this.store = store;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    /// Who decides: as the journal names them, and as the tables do.
    public record Decider(Actor actor, PersonId person) {
    }

    /// @param lookedAt the safety number that stood on the person's screen
    public SignalDecided accept(Tx tx, SignalIdentityId id, SafetyNumber lookedAt, Decider by) throws VaultException {
        return told(tx, JournalKind.SIGNAL_ACCEPTED, by, lookedAt.identityKey(), "",
                identities.accept(tx, id, lookedAt, by.person(), clock.instant()));
    }

    /// The first safety number that turns up is to be taken.
    public SignalDecided acceptFirst(Tx tx, SignalIdentityId id, Decider by) throws VaultException {
        return told(tx, JournalKind.SIGNAL_ACCEPTED, by, "the first that turns up", "",
                identities.acceptFirst(tx, id, by.person(), clock.instant()));
    }

    /// @param how the safety numbers were compared, in the person's words
    public SignalDecided verify(Tx tx, SignalIdentityId id, SafetyNumber lookedAt, String how, Decider by)
            throws VaultException {
        return told(tx, JournalKind.SIGNAL_VERIFIED, by, lookedAt.identityKey(), how,
                identities.verify(tx, id, lookedAt, how, by.person(), clock.instant()));
    }

    public SignalDecided distrust(Tx tx, SignalIdentityId id, String reason, Decider by) throws VaultException {
        return told(tx, JournalKind.SIGNAL_DISTRUSTED, by, "", reason,
                identities.distrust(tx, id, reason, by.person(), clock.instant()));
    }

    /// This is that contact.
    ///
    /// @return false where there is no such identity
    public boolean link(Tx tx, SignalIdentityId id, ContactId contact, Actor by) throws VaultException {
        Optional<SignalIdentity> found = identities.find(tx, id);
        if (found.isPresent() && !found.get().contact().equals(Optional.of(contact))) {
            identities.link(tx, id, contact);
            linked(tx, id, contact, by);
        }
        return found.isPresent();
    }

    /// A contact was made of them: journals that.
    public void linked(Tx tx, SignalIdentityId id, ContactId contact, Actor by) throws VaultException {
        Optional<SignalIdentity> found = identities.find(tx, id);
        if (found.isPresent()) {
            journal.append(tx, JournalKind.SIGNAL_LINKED, about(found.get(), by).saying("contact " + contact.value()));
        }
    }

    /// It is nobody's that we know, after all.
    ///
    /// @return false where there is no such identity
    public boolean unlink(Tx tx, SignalIdentityId id, Actor by) throws VaultException {
        Optional<SignalIdentity> found = identities.find(tx, id);
        if (found.isPresent() && found.get().contact().isPresent()) {
            identities.unlink(tx, id);
            journal.append(tx, JournalKind.SIGNAL_UNLINKED,
                    about(found.get(), by).saying("contact " + found.get().contact().get().value()));
        }
        return found.isPresent();
    }

    /// What trusted people say in this group belongs to this case.
    public void linkGroup(Tx tx, SignalRecipient.Group group, CaseId caseId, Actor by) throws VaultException {
        long conversation = Conversations.group(tx, group, "").id();
        int changed = tx.update("UPDATE signal_conversation SET case_id = ?1 WHERE id = ?2 AND case_id IS NOT ?1",
                caseId.toString(), conversation);
        if (changed > 0) {
            journal.append(tx, JournalKind.SIGNAL_GROUP_LINKED, Payload.by(by).inCase(Optional.of(caseId))
                    .over(Channel.SIGNAL).to(List.of(group.text())));
        }
    }

    public void unlinkGroup(Tx tx, SignalRecipient.Group group, Actor by) throws VaultException {
        Optional<CaseId> before = Conversations.group(tx, group, "").caseId();
        if (before.isPresent()) {
            tx.update("UPDATE signal_conversation SET case_id = NULL WHERE group_id = ?", group.base64Id());
            journal.append(tx, JournalKind.SIGNAL_GROUP_UNLINKED, Payload.by(by).inCase(before).over(Channel.SIGNAL)
                    .to(List.of(group.text())));
        }
    }

    /// They all may read what is written to this group.
    ///
    /// @param seen those who stood on the person's screen
    /// @return false where others read it by now; nothing was written then
    public boolean lookedAt(Tx tx, SignalRecipient.Group group, Set<SignalIdentityId> seen, Actor by)
            throws VaultException {
        List<SignalMessages.Reader> readers = new SignalMessages(identities).readers(tx, group);
        if (readers.isEmpty()
                || !readers.stream().map(SignalMessages.Reader::id).collect(Collectors.toSet()).equals(seen)) {
            return false;
        }
        List<String> names = new ArrayList<>(List.of(group.text()));
        int unknown = 0;
        for (SignalMessages.Reader reader : readers) {
            Optional<SignalIdentity> known = identities.find(tx, reader.id());
            known.flatMap(SignalIdentity::recipient).ifPresent(who -> names.add(who.text()));
            unknown += known.filter(who -> who.trust().isTrusted()).isPresent() ? 0 : 1;
        }
        GroupReaders.lookedAt(tx, group);
        journal.append(tx, JournalKind.SIGNAL_GROUP_LOOKED_AT, Payload.by(by).over(Channel.SIGNAL).to(names)
                .saying(readers.size() + " readers, " + unknown + " unknown"));
        return true;
    }

    private SignalDecided told(Tx tx, JournalKind kind, Decider by, String detail, String reason,
            SignalDecided decided) throws VaultException {
        switch (decided) {
            case SignalDecided.Done(SignalIdentity now) -> {
                Payload who = about(now, by.actor());
                Payload entry = detail.isEmpty() ? who : who.saying(detail);
                journal.append(tx, kind, reason.isEmpty() ? entry : entry.because(reason));
                settle(tx, now);
            }
            case SignalDecided.OtherNumberNow _,SignalDecided.NoNumberYet _,SignalDecided.Distrusted _,SignalDecided.Unknown _ ->
                {
                }
        }
        return decided;
    }

    /// What came by this key before, and waited for somebody to decide.
    private void settle(Tx tx, SignalIdentity identity) throws VaultException {
        if (identity.trust().isTrusted() && identity.key().isPresent()) {
            Rows rows = new Rows(tx);
            IncomingSignal.Batch batch = store.begin(tx);
            Erasure erasure = new Erasure(rows, batch, clock.instant());
            Events events = new Events(tx, rows, batch, erasure, identities, settings, journal, clock.instant());
            Settling.decided(rows, events, new SignalFiling(tx, rows, identities, batch), identity.id(),
                    identity.key().get());
            erasure.finish();
        }
    }

    private static Payload about(SignalIdentity identity, Actor by) {
        return Payload.by(by).over(Channel.SIGNAL)
                .to(identity.recipient().map(who -> List.of(who.text())).orElse(List.of()));
    }
}
