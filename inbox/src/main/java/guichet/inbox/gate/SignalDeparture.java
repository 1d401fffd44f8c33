package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.cases.Messages;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.signal.SignalAccount;
import guichet.inbox.signal.SignalSent;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes a Signal message durable, all of it in the caller's transaction: in its conversation and its case, in the outbox, what it answers
/// counted as read, and the draft put away.
final class SignalDeparture {
    private final Messages messages;
    private final SignalSent sent;
    private final SignalIdentities identities;
    private final Clock clock;
    private final KeptDrafts kept;
    private final OutboxTable outbox = new OutboxTable();

    SignalDeparture(Messages messages, SignalSent sent, SignalIdentities identities, Clock clock) {
        this.identities = identities;
        this.messages = messages;
        this.sent = sent;
        this.clock = clock;
        this.kept = new KeptDrafts(clock);
    }

    /// @param grace in which its author can take it back
    SignalRelease queue(Tx tx, SignalParcel parcel, Duration grace) throws VaultException {
        SignalDraft draft = parcel.draft();
        Instant now = clock.instant();
        Optional<DraftId> stored = kept.settle(tx, draft);
        if (stored.isEmpty()) {
            return new SignalRelease.DraftGone();
        }
        MessageId message = messages.add(tx, new NewMessage(Channel.SIGNAL, Direction.OUT, draft.caseId(),
                new Party(draft.author(), parcel.account().number().text()),
                List.of(party(tx, draft.to())), List.of(), now, "", draft.body(),
                Optional.of(new Protection(Protection.Encryption.END_TO_END, Protection.Signature.NONE,
                        Optional.empty(), Optional.empty(), List.of())),
                draft.attachments(), Optional.empty(), List.of(), null, Optional.empty()));
        sent.waits(tx, parcel.account().id(), message, draft.to());
        var start = new OutboxTable.Start(grace.isZero() ? State.WAITING : State.COUNTING, now.plus(grace));
        OutboxId id = outbox.add(tx, message, parcel.account().id(), new Cargo.Signal(parcel.account().number(),
                draft.to(), SignalForm.bytes(parcel.content()), parcel.identities()), now, start);
        if (draft.replyTo().isPresent()) {
            messages.markRead(tx, draft.replyTo().get());
        }
        kept.putAway(tx, stored.get(), message);
        return new SignalRelease.Queued(message, id);
    }

    /// A reaction stands in no case, and begins to leave at once: its row is about the message that it is put to.
    OutboxId queue(Tx tx, MessageId target, SignalAccount account, SignalRecipient to, SignalReaction reaction,
            List<Proof.Identity> people) throws VaultException {
        Instant now = clock.instant();
        return outbox.add(tx, target, account.id(), new Cargo.Signal(account.number(), to, SignalForm.bytes(reaction),
                people), now, new OutboxTable.Start(State.WAITING, now));
    }

    /// As it stands where their telephone sent something.
    private Party party(Tx tx, SignalRecipient to) throws VaultException {
        Optional<SignalIdentity> known = to instanceof SignalRecipient.Group
                ? Optional.empty()
                : identities.find(tx, to);
        return new Party(known.map(SignalIdentity::profileName).orElse(""),
                known.flatMap(SignalIdentity::shown).orElse(to).text());
    }
}
