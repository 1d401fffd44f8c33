package guichet.inbox.gate;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.RoomKeeping;
import guichet.inbox.chat.RoomRow;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Makes what leaves into a room durable, all of it in the caller's transaction: in the room and its case, in the outbox, and the draft put away.
final class ChatDeparture {
    private final RoomKeeping keeping;
    private final Clock clock;
    private final SecureRandom random;
    private final KeptDrafts kept;
    private final OutboxTable outbox = new OutboxTable();

    ChatDeparture(RoomKeeping keeping, Clock clock, SecureRandom random) {
        this.keeping = keeping;
        this.clock = clock;
        this.random = random;
        this.kept = new KeptDrafts(clock);
    }

    /// @param grace in which its author can take it back
    ChatRelease queue(Tx tx, ChatParcel parcel, RoomRow room, Optional<ChatMatter.Quote> quote, Duration grace)
            throws VaultException {
        ChatDraft draft = parcel.draft();
        Optional<DraftId> stored = kept.settle(tx, draft);
        if (stored.isEmpty()) {
            return new ChatRelease.DraftGone();
        }
        Instant now = clock.instant();
        String wireId = wireId();
        MessageId message = keeping.store().add(tx, message(parcel.seat(), draft.author(), room, room.caseId(),
                draft.body(), draft.attachments(), wireId, now), room.id().value());
        keeping.says(tx, room, message, parcel.seat().key(), quote.map(ChatMatter.Quote::target),
                quote.map(ChatMatter.Quote::text));
        var form = new ChatForm(wireId, now, new ChatMatter.Words(draft.body(), draft.attachments(), quote));
        OutboxId id = add(tx, message, parcel.seat(), room, form,
                new OutboxTable.Start(grace.isZero() ? State.WAITING : State.COUNTING, now.plus(grace)));
        kept.putAway(tx, stored.get(), message);
        return new ChatRelease.Queued(message, id);
    }

    /// What says nothing itself. It begins to leave at once.
    void queue(Tx tx, ChatAccount seat, String author, RoomRow room, ChatMatter matter) throws VaultException {
        Instant now = clock.instant();
        String wireId = wireId();
        MessageId message = keeping.store().add(tx,
                message(seat, author, room, Optional.empty(), "", List.of(), wireId, now), room.id().value());
        keeping.carries(tx, room, message, matter.getClass().getSimpleName());
        add(tx, message, seat, room, new ChatForm(wireId, now, matter), new OutboxTable.Start(State.WAITING, now));
    }

    private OutboxId add(Tx tx, MessageId message, ChatAccount seat, RoomRow room, ChatForm form,
            OutboxTable.Start start) throws VaultException {
        return outbox.add(tx, message, seat.account(), new Cargo.Chat(room.id(), seat.address(), form.bytes()),
                clock.instant(), start);
    }

    private static NewMessage message(ChatAccount seat, String author, RoomRow room, Optional<CaseId> caseId,
            String body, List<AttachedFile> files, String wireId, Instant now) {
        return new NewMessage(Channel.CHAT, Direction.OUT, caseId, new Party(author, seat.address().value()),
                List.of(new Party(room.roster().name().text(), room.id().text())), List.of(), now, "", body,
                Optional.of(new Protection(Protection.Encryption.END_TO_END, Protection.Signature.NONE,
                        Optional.empty(), Optional.empty(), List.of())),
                files, Optional.of(wireId), List.of(), null, Optional.empty());
    }

    /// As phones name theirs (RFC 9562, version 4): it says nothing of who sent it, or when.
    private String wireId() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(0xC000L << 48)) | (0x8000L << 48);
        return new UUID(high, low) + "@localhost";
    }
}
