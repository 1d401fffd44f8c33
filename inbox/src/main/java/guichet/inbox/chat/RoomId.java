package guichet.inbox.chat;

import java.util.Optional;

/// Names a room in this vault, and nowhere else.
public record RoomId(long value) {
    private static final String PREFIX = "chat:";

    /// The contract's text form, `chat:12`.
    public String text() {
        return PREFIX + value;
    }

    /// Empty where it is no such name.
    public static Optional<RoomId> parse(String text) {
        String number = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        return number.matches("[1-9][0-9]{0,17}") ? Optional.of(new RoomId(Long.parseLong(number))) : Optional.empty();
    }

    @Override
    public String toString() {
        return text();
    }
}
