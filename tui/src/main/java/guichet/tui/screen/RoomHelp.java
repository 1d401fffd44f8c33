package guichet.tui.screen;

import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// The keys of a room.
final class RoomHelp {
    private static final int KEY_COLUMN = 12;

    private RoomHelp() {
    }

    static void open(Shell shell) {
        List<Line> lines = new ArrayList<>(List.of(shell.line(Role.NOTE, "room.help-intro"), Line.BLANK));
        for (String each : List.of("room.help-enter", "room.help-new-line", "room.help-attach", "room.help-tab",
                "room.help-pages", "room.help-answer", "room.help-react", "room.help-save", "room.help-change",
                "room.help-members", "room.help-escape")) {
            String[] keyAndText = shell.texts().say(each).split(" \\| ", 2);
            lines.add(Line.of(Role.KEY, Printable.line(keyAndText[0]).fit(KEY_COLUMN)).and(Role.PLAIN,
                    Printable.line(keyAndText[1])));
        }
        Sheet.open(shell, shell.line("room.help-title"), lines,
                List.of(new Choice('o', shell.line("sheet.close"), () -> {
                })));
    }
}
