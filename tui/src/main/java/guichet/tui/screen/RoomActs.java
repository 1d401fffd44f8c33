package guichet.tui.screen;

import guichet.inbox.chat.Member;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomLine;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What can be done to one message of a room. Nothing of it leads out of the room, but for saving a file, which is journalled.
final class RoomActs {
    private static final List<String> SOME = List.of("👍", "❤️", "🙏", "😊", "😢", "✅");

    private final Shell shell;
    private final Room room;

    RoomActs(Shell shell, Room room) {
        this.shell = shell;
        this.room = room;
    }

    void members() {
        new MembersSheet(shell, room).open();
    }

    void save(RoomLine.Said said) {
        new AttachmentSaver(shell, said.message(), room.caseId(), said.attachments()).open();
    }

    void react(RoomLine.Said said) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < SOME.size(); i++) {
            String emoji = SOME.get(i);
            choices.add(new Choice((char) ('1' + i), Printable.line(emoji), () -> react(said, emoji)));
        }
        said.reactions().stream().filter(reaction -> reaction.by().whose() == Member.Whose.OURS).findFirst()
                .ifPresent(ours -> choices.add(new Choice('t', shell.line("reaction.take-back", ours.emoji()),
                        () -> react(said, ""))));
        choices.add(new Choice('n', shell.line("sheet.back"), () -> {
        }));
        Sheet.open(shell, shell.line("reaction.title"), List.of(shell.line(Role.PLAIN, "room.react-text")), choices);
    }

    private void react(RoomLine.Said said, String emoji) {
        shell.office().change(shell.texts().say("work.releasing"),
                _ -> shell.desk().chat().gate().react(said.message(), emoji, shell.desk().actor()),
                changed -> new RoomChanges(shell).told(changed, Optional.of(room), _ -> {
                }));
    }

    /// A message of our own: its words, or the whole of it taken back.
    ///
    /// @param edit begins to write other words
    void change(RoomLine.Said said, Consumer<RoomLine.Said> edit) {
        if (said.author().whose() != Member.Whose.OURS || said.deleted().isPresent()) {
            shell.warn("room.not-ours");
            return;
        }
        Sheet.open(shell, shell.line("room.change-title"), List.of(shell.line(Role.PLAIN, "room.change-text")),
                List.of(new Choice('n', shell.line("sheet.back"), () -> {
                }), new Choice('e', shell.line("room.edit"), () -> edit.accept(said)),
                        new Choice('x', shell.line("room.take-back"), () -> delete(said))));
    }

    private void delete(RoomLine.Said said) {
        shell.office().change(shell.texts().say("work.releasing"),
                _ -> shell.desk().chat().gate().delete(said.message(), shell.desk().actor()),
                changed -> new RoomChanges(shell).told(changed, Optional.of(room),
                        _ -> shell.tell("room.taken-back")));
    }
}
