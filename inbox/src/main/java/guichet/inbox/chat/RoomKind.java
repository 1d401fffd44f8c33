package guichet.inbox.chat;

import java.util.Locale;

/// What a room is for. Names are stored: never rename one.
public enum RoomKind {
    /** The whole team's; a vault has one at most. */
    TEAM,
    /** About one case, which has one room at most. What is said there stands in the case. */
    CASE, GROUP,
    /** With one colleague. Nobody is added or removed. */
    DIRECT;

    /// The contract's word.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
