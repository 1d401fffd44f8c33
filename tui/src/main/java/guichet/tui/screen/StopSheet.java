package guichet.tui.screen;

import guichet.inbox.chat.Room;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.ChatRefusal;
import guichet.inbox.gate.ChatRefusal.Remedy;
import guichet.keystore.Address;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Why nothing leaves into a room: about whom, what it means, and what can be done. None of it is an override: there is none in the internal chat.
final class StopSheet {
    private final Shell shell;
    private final Optional<Room> room;

    /// @param room that stands still; empty where there is none yet
    StopSheet(Shell shell, Optional<Room> room) {
        this.shell = shell;
        this.room = room;
    }

    void open(List<ChatRefusal> refusals) {
        List<Line> lines = new ArrayList<>();
        for (ChatRefusal refusal : refusals) {
            refusal.who().ifPresent(who -> lines.add(Line.of(Role.STRONG, Printable.line(who.value()))));
            refusal.key().ifPresent(key -> lines.add(Line.of(Role.PLAIN, Printable.line(key.spaced()))));
            lines.add(Line.of(Role.EXPOSED, Printable.line("✗ " + shell.texts().of(refusal.why()))));
        }
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.PLAIN, "room.refused-kept"));
        Sheet.open(shell, Border.HEAVY, Role.ERROR, shell.line("refusal.title"), lines, choices(refusals));
    }

    private List<Choice> choices(List<ChatRefusal> refusals) {
        Set<Remedy> remedies = new TreeSet<>();
        refusals.forEach(refusal -> remedies.addAll(refusal.remedies()));
        List<Choice> choices = new ArrayList<>(List.of(new Choice('n', shell.line("sheet.back"), () -> {
        })));
        for (Remedy remedy : remedies) {
            ChatRefusal first = refusals.stream().filter(refusal -> refusal.remedies().contains(remedy)).findFirst()
                    .orElseThrow();
            switch (remedy) {
                case ADD_ACCOUNT -> choices.add(choice('c', remedy, () -> new Seat(shell).open()));
                case ADD_MEMBER ->
                    choices.add(choice('a', remedy, () -> room.ifPresent(in -> new MembersSheet(shell, in).add())));
                case REMOVE_MEMBER -> choices.add(choice('x', remedy, () -> remove(first)));
                case PIN -> choices.add(choice('f', remedy, () -> new CardPinning(shell).ask()));
                case DECIDE_KEY -> choices.add(choice('d', remedy,
                        () -> first.who().ifPresent(who -> new StaffView(shell).decide(who))));
                // A person asks somebody else, or presses Escape in the text.
                case BE_ADDED, REMOVE_QUOTE -> {
                }
            }
        }
        return choices;
    }

    private Choice choice(char letter, Remedy remedy, Runnable act) {
        return new Choice(letter, Printable.line(shell.texts().of(remedy)), act);
    }

    private void remove(ChatRefusal refusal) {
        if (room.isPresent() && refusal.key().isPresent()) {
            new RoomChanges(shell).change(room.get(), new ChatChange.Remove(refusal.key().get()),
                    refusal.who().map(Address::value).orElse(""));
        }
    }
}
