package guichet.tui.screen;

import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Box;
import guichet.tui.screen.widget.Field;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.text.Printable;
import java.util.List;
import java.util.function.Consumer;

/// Asks for one line. Enter gives what was typed (never blank), Escape gives up.
final class Prompt implements Layer {
    private final Layers layers;
    private final Box box;
    private final Printable question;
    private final Field field = new Field();
    private final Consumer<String> then;

    private Prompt(Layers layers, Printable title, Printable question, Consumer<String> then) {
        this.layers = layers;
        this.box = new Box(Border.PLAIN, Role.FRAME_FOCUSED, title);
        this.question = question;
        this.then = then;
    }

    static void open(Shell shell, Printable title, Printable question, Consumer<String> then) {
        open(shell, title, question, "", then);
    }

    /// @param offered stands there already, to be taken or changed
    static void open(Shell shell, Printable title, Printable question, String offered, Consumer<String> then) {
        Prompt prompt = new Prompt(shell.layers(), title, question, then);
        prompt.field.show(offered);
        shell.layers().push(prompt);
    }

    @Override
    public void draw(Canvas screen) {
        int columns = Math.min(70, screen.columns() - 6);
        List<Printable> rows = question.wrap(Math.max(2, columns));
        Canvas inside = box.centred(screen, columns, rows.size() + 2);
        for (int y = 0; y < rows.size(); y++) {
            inside.put(0, y, rows.get(y), Role.PLAIN);
        }
        field.draw(inside.part(0, rows.size() + 1, inside.columns(), 1), Focus.HERE);
    }

    @Override
    public void input(Input input) {
        if (input instanceof Input.Pressed(Key.Named key) && key == Key.Named.ESCAPE) {
            layers.close(this);
        } else if (input instanceof Input.Pressed(Key.Named key) && key == Key.Named.ENTER) {
            if (!field.isBlank()) {
                layers.close(this);
                then.accept(field.text().strip());
            }
        } else {
            field.input(input);
        }
    }
}
