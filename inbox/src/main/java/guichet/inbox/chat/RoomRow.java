package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import java.util.Optional;
import java.util.OptionalLong;

/// A room as the gate and the intake know it.
///
/// @param group  its name on the wire; empty for a direct conversation, and for what came back with its case
/// @param timer  after how many seconds its members' phones erase what is said, as it was last heard
public record RoomRow(RoomId id, RoomKind kind, Optional<String> group, Optional<CaseId> caseId, Roster roster,
        OptionalLong timer) {

    RoomRow with(Roster other) {
        return new RoomRow(id, kind, group, caseId, other, timer);
    }

    /// It came back with its case, to be read: nobody elsewhere knows it any more, and nothing leaves into it.
    public boolean isPast() {
        return kind != RoomKind.DIRECT && group.isEmpty();
    }

    public boolean holds(Fingerprint key) {
        return roster.holds(key);
    }
}
