package guichet.inbox.chat;

/// What waits in all rooms.
///
/// @param unread   messages
/// @param mentions those of them that name one of us
/// @param stopped  rooms that stand still
public record ChatCounts(int unread, int mentions, int stopped) {
}
