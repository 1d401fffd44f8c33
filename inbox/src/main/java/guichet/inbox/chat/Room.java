package guichet.inbox.chat;

import guichet.inbox.CaseId;
import java.time.Instant;
import java.util.Optional;

/// A room as it is listed.
///
/// @param name     as its members set it, any characters; of a direct conversation the colleague's
/// @param members  how many people, ours among them
/// @param mentions how many of the unread messages name one of us
/// @param last     when something was last said there
public record Room(RoomId id, RoomKind kind, String name, Optional<CaseId> caseId, RoomState state, int members,
        int unread, int mentions, Optional<Instant> last) {
}
