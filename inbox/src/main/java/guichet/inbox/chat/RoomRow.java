package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import java.util.Optional;
import java.util.OptionalLong;

/// A room as the gate and the intake know it.
///
/// @param group  its name on the wire; empty for a direct conversation
/// @param timer  after how many seconds its members' phones erase what is said, as it was last heard
public record RoomRow(RoomId id, RoomKind kind, Optional<String> group, Optional<CaseId> caseId, Roster roster,
        OptionalLong timer) {

    RoomRow with(Roster other) {
        return new RoomRow(id, kind, group, caseId, other, timer);
    }

    public boolean holds(Fingerprint key) {
        return roster.holds(key);
    }
}
