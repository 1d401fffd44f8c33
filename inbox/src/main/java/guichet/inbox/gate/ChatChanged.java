package guichet.inbox.gate;

import guichet.inbox.chat.RoomId;
import java.util.List;

/// What became of a change to a room.
public sealed interface ChatChanged {
    /// It stands, and the others will be told.
    record Done(RoomId room) implements ChatChanged {
    }

    /// Nothing was written.
    record Refused(List<ChatRefusal> refusals) implements ChatChanged {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    static ChatChanged refused(ChatRefusal refusal) {
        return new Refused(List.of(refusal));
    }
}
