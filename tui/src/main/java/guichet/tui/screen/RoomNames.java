package guichet.tui.screen;

import guichet.inbox.chat.Room;
import guichet.tui.text.Texts;

/// What a room is called on the screen: whose it is, and its name.
final class RoomNames {
    private RoomNames() {
    }

    static String of(Room room, Texts texts) {
        return switch (room.kind()) {
            case TEAM, GROUP, DIRECT -> room.name();
            case CASE -> room.caseId().map(id -> room.name().equals(id.value())
                    ? texts.say("room.of-case", id)
                    : texts.say("room.of-case-named", id, room.name())).orElse(room.name());
        };
    }
}
