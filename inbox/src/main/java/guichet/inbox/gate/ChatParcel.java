package guichet.inbox.gate;

import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.Member;
import java.util.List;

/// What one draft would say in a room, before it is in the outbox. Grants no right to send.
public final class ChatParcel {
    private final ChatDraft draft;
    private final ChatAccount seat;
    private final List<Member> readers;

    ChatParcel(ChatDraft draft, ChatAccount seat, List<Member> readers) {
        this.draft = draft;
        this.seat = seat;
        this.readers = List.copyOf(readers);
    }

    public ChatDraft draft() {
        return draft;
    }

    /// As whom it would leave.
    public ChatAccount seat() {
        return seat;
    }

    /// Who would get it now; who gets it is looked at again when it leaves.
    public List<Member> readers() {
        return readers;
    }
}
