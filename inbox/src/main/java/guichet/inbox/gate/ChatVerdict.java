package guichet.inbox.gate;

import java.util.List;

/// What the gate says of a draft for a room.
public sealed interface ChatVerdict {
    /// It may leave as it stands.
    record Passed(ChatParcel parcel) implements ChatVerdict {
    }

    /// Nothing leaves. Everyone who stands in the way is named.
    record Refused(ChatDraft draft, List<ChatRefusal> refusals) implements ChatVerdict {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
