package guichet.tui.screen;

import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.ChoiceSheet;
import guichet.tui.screen.widget.Line;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// A question over the view below. Choosing closes it first, then acts; Escape closes it and does nothing.
final class Sheet implements Layer {
    private final Layers layers;
    private final ChoiceSheet sheet;

    private Sheet(Layers layers, Border border, Role role, Printable title, List<Line> text, List<Choice> choices) {
        this.layers = layers;
        List<Choice> closing = new ArrayList<>();
        for (Choice choice : choices) {
            closing.add(new Choice(choice.letter(), choice.label(), () -> {
                layers.close(this);
                choice.act().run();
            }));
        }
        this.sheet = new ChoiceSheet(border, role, title, text, closing);
    }

    static void open(Shell shell, Border border, Role role, Printable title, List<Line> text, List<Choice> choices) {
        shell.layers().push(new Sheet(shell.layers(), border, role, title, text, choices));
    }

    /// A sheet that asks nothing of weight.
    static void open(Shell shell, Printable title, List<Line> text, List<Choice> choices) {
        open(shell, Border.PLAIN, Role.FRAME_FOCUSED, title, text, choices);
    }

    @Override
    public void draw(Canvas screen) {
        sheet.draw(screen, layers.isOnTop(this) ? Focus.HERE : Focus.ELSEWHERE);
    }

    @Override
    public void input(Input input) {
        if (input instanceof Input.Pressed(Key.Named key) && key == Key.Named.ESCAPE) {
            layers.close(this);
        } else {
            sheet.input(input);
        }
    }
}
