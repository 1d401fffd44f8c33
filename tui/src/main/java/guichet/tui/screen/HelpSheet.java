package guichet.tui.screen;

import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// All keys and what they do, made of the commands themselves.
final class HelpSheet {
    private static final int KEY_COLUMN = 10;

    private HelpSheet() {
    }

    static void open(Shell shell, List<Command> commands) {
        List<Line> lines = new ArrayList<>();
        lines.add(shell.line(Role.PLAIN, "help.intro"));
        lines.add(Line.BLANK);
        for (String general : List.of("help.tab", "help.enter", "help.escape", "help.f1", "help.write", "help.undo",
                "help.lock")) {
            String[] keyAndText = shell.texts().say(general).split(" \\| ", 2);
            lines.add(row(keyAndText[0], keyAndText[1]));
        }
        lines.add(Line.BLANK);
        commands.forEach(command -> lines.add(row(command.key(), shell.texts().say(command.text()))));
        Sheet.open(shell, shell.line("help.title"), lines, List.of(new Choice('o', shell.line("sheet.close"), () -> {
        })));
    }

    private static Line row(String key, String text) {
        return Line.of(Role.KEY, Printable.line(key).fit(KEY_COLUMN)).and(Role.PLAIN, Printable.line(text));
    }
}
