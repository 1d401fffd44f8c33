package guichet.inbox.chat;

/// Names a line of a room.
public record LineId(long value) {
}
