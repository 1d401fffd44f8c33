package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.cases.Messages;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.gate.Gate.Release;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a parcel durable, all of it in the caller's transaction: the message in its thread, the mails in the outbox, an entry in the
/// journal for each of them that leaves in the clear, what it answers counted as read, and the draft put away.
final class Departure {
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;
    private final KeptDrafts kept;
    private final OutboxTable outbox = new OutboxTable();

    Departure(Messages messages, Journal journal, Clock clock) {
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
        this.kept = new KeptDrafts(clock);
    }

    /// @param reason there where any mail of it is in the clear
    /// @param grace  in which its author can take it back
    Release queue(Tx tx, Parcel parcel, Optional<String> reason, Duration grace, Actor by) throws VaultException {
        MailDraft draft = parcel.draft();
        Instant now = clock.instant();
        Optional<DraftId> stored = kept.settle(tx, draft);
        if (stored.isEmpty()) {
            return new Release.DraftGone();
        }
        Parcel.Item first = parcel.items().getFirst();
        MessageId message = switch (first.wire()) {
            case WireBytes.Held held -> messages.add(tx, sent(parcel, held.bytes(), now));
            case WireBytes.Far far -> messages.addLong(tx, sent(parcel, new byte[0], now), far.content(),
                    first.identity());
        };
        var start = new OutboxTable.Start(grace.isZero() ? State.WAITING : State.COUNTING, now.plus(grace));
        List<OutboxId> ids = new ArrayList<>();
        List<Long> entries = new ArrayList<>();
        int further = 0;
        for (Parcel.Item item : parcel.items()) {
            Optional<Long> entry = Optional.empty();
            if (item.exposure() == Parcel.Exposure.IN_CLEAR) {
                Payload payload = Payload.by(by).inCase(draft.caseId()).because(reason.orElseThrow()).over(Channel.MAIL)
                        .to(item.envelope().recipients().stream().map(Address::value).toList()).of(item.digest());
                entry = Optional.of(journal.append(tx, JournalKind.EXPOSURE, payload));
                entries.add(entry.get());
            }
            ids.add(outbox.add(tx, message, parcel.account().id(), item, entry, now, start));
            if (item != first) {
                further++;
                leavesAs(tx, message, item, further);
            }
        }
        if (draft.replyTo().isPresent()) {
            messages.markRead(tx, draft.replyTo().get());
        }
        kept.putAway(tx, stored.get(), message);
        return new Release.Queued(message, ids, entries);
    }

    private void leavesAs(Tx tx, MessageId message, Parcel.Item item, int n) throws VaultException {
        switch (item.wire()) {
            case WireBytes.Held held -> messages.leavesAs(tx, message, held.bytes());
            case WireBytes.Far far -> messages.leavesAsLong(tx, message, far.content(), item.identity(), n);
        }
    }

    private static NewMessage sent(Parcel parcel, byte[] raw, Instant now) {
        MailDraft draft = parcel.draft();
        Parcel.Item first = parcel.items().getFirst();
        return new NewMessage(Channel.MAIL, Direction.OUT, draft.caseId(),
                new Party(draft.author(), parcel.account().address().value()), parties(draft.to()), parties(draft.cc()),
                now, draft.subject(), draft.body(), Optional.of(protection(parcel)), draft.attachments(),
                Optional.of(first.messageId()), List.of(), raw, Optional.empty());
    }

    private static Protection protection(Parcel parcel) {
        boolean exposed = parcel.items().stream().anyMatch(item -> item.exposure() == Parcel.Exposure.IN_CLEAR);
        boolean mixed = exposed && parcel.items().stream()
                .anyMatch(item -> item.exposure() == Parcel.Exposure.ENCRYPTED);
        return new Protection(exposed ? Protection.Encryption.NONE : Protection.Encryption.END_TO_END,
                Protection.Signature.NONE, Optional.empty(), Optional.empty(),
                mixed ? List.of(Protection.Problem.PARTLY_ENCRYPTED) : List.of());
    }

    private static List<Party> parties(List<Address> addresses) {
        return addresses.stream().map(address -> new Party("", address.value())).toList();
    }
}
