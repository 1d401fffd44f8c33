package guichet.tui.screen.widget;

import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.List;

/// Says something and offers ways to go on: by their letter, or by the arrows and Enter. Longer text scrolls by page keys.
/// Nothing is chosen by Escape: the owner closes the sheet.
public final class ChoiceSheet implements Widget {
    private final Box box;
    private final List<Line> text;
    private final ReadingPane pane = new ReadingPane();
    private final List<Choice> choices;
    private int selected;

    public ChoiceSheet(Border border, Role role, Printable title, List<Line> text, List<Choice> choices) {
        this.box = new Box(border, role, title);
        this.text = List.copyOf(text);
        this.choices = List.copyOf(choices);
        pane.show(text);
    }

    @Override
    public void draw(Canvas screen, Focus focus) {
        int columns = Math.min(76, screen.columns() - 6);
        int textRows = text.stream().mapToInt(line -> line.wrap(columns - 1).size()).sum();
        Canvas inside = box.centred(screen, columns, textRows + choices.size() + 1);
        int room = Math.max(1, inside.rows() - choices.size() - 1);
        pane.draw(inside.part(0, 0, inside.columns(), room), focus);
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            int y = room + 1 + i;
            int x = inside.put(0, y, Printable.line(i == selected ? "▸ " : "  "), Role.KEY);
            x = inside.put(x, y, Printable.line(choice.letter() + "  "), Role.KEY);
            inside.put(x, y, choice.label().cut(inside.columns() - x), i == selected ? Role.STRONG : Role.PLAIN);
        }
    }

    @Override
    public Taken input(Input input) {
        if (!(input instanceof Input.Pressed(Key key))) {
            return Taken.NO;
        }
        switch (key) {
            case Key.Named arrow when choices.size() == 1 && (arrow == Key.Named.UP || arrow == Key.Named.DOWN) -> {
                return pane.input(input);
            }
            case Key.Named.UP, Key.Named.BACK_TAB -> move(-1);
            case Key.Named.DOWN, Key.Named.TAB -> move(1);
            case Key.Named.ENTER -> choices.get(selected).act().run();
            case Key.Typed(String typed) -> {
                return byLetter(typed);
            }
            default -> {
                return pane.input(input);
            }
        }
        return Taken.YES;
    }

    private void move(int by) {
        selected = Math.floorMod(selected + by, choices.size());
    }

    private Taken byLetter(String typed) {
        for (Choice choice : choices) {
            if (typed.equals(String.valueOf(choice.letter()))) {
                choice.act().run();
                return Taken.YES;
            }
        }
        return Taken.NO;
    }
}
