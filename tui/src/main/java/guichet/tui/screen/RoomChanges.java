package guichet.tui.screen;

import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.ChatChanged;
import guichet.inbox.gate.ChatRefusal;
import guichet.inbox.gate.NewRoom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What people do to rooms: through the chat's gate, which tells the members in the same act.
final class RoomChanges {
    private final Shell shell;

    RoomChanges(Shell shell) {
        this.shell = shell;
    }

    /// @param then gets the room once it is there
    void create(NewRoom made, Consumer<Room> then) {
        shell.office().change(shell.texts().say("work.releasing"),
                _ -> shell.desk().chat().gate().create(made, shell.desk().actor()),
                changed -> told(changed, Optional.empty(), id -> show(id, then)));
    }

    /// @param about whom or what it is about, for the sentence
    void change(Room room, ChatChange change, String about) {
        shell.office().change(shell.texts().say("work.releasing"),
                _ -> shell.desk().chat().gate().change(room.id(), change, shell.desk().actor()),
                changed -> told(changed, Optional.of(room), _ -> shell.tell(switch (change) {
                    case ChatChange.Add _ -> "room.now-added";
                    case ChatChange.Remove _ -> "room.now-removed";
                    case ChatChange.Rename _ -> "room.now-renamed";
                    case ChatChange.Leave _ -> "room.now-left";
                }, about)));
    }

    /// What the gate answered to any of them.
    void told(ChatChanged changed, Optional<Room> room, Consumer<RoomId> then) {
        switch (changed) {
            case ChatChanged.Done(RoomId id) -> {
                shell.desk().channels().hurry();
                then.accept(id);
                shell.changed().run();
            }
            case ChatChanged.Refused(List<ChatRefusal> refusals) -> new StopSheet(shell, room).open(refusals);
        }
    }

    private void show(RoomId id, Consumer<Room> then) {
        shell.office().read(tx -> shell.desk().chat().rooms().find(tx, id), found -> found.ifPresent(then));
    }
}
