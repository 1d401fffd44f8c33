package guichet.tui.screen.widget;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.List;

/// Labelled fields below each other. Tab and the arrows go from one to the next; the first has the cursor.
public final class Form implements Widget {
    private final List<Item> items;
    private int focused;

    /// A label, and the widget of one row beside it.
    public record Item(Printable label, Widget widget) {
    }

    public Form(List<Item> items) {
        this.items = List.copyOf(items);
    }

    public int rows() {
        return items.size();
    }

    public void focus(int index) {
        focused = Math.clamp(index, 0, items.size() - 1);
    }

    public int focused() {
        return focused;
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        int labels = Math.min(canvas.columns() / 2,
                items.stream().mapToInt(item -> item.label().width()).max().orElse(0));
        for (int i = 0; i < items.size(); i++) {
            boolean isHere = focus == Focus.HERE && i == focused;
            canvas.put(0, i, items.get(i).label().fit(labels), isHere ? Role.STRONG : Role.PLAIN);
            Canvas field = canvas.part(labels + 2, i, canvas.columns() - labels - 2, 1);
            items.get(i).widget().draw(field, isHere ? Focus.HERE : Focus.ELSEWHERE);
        }
    }

    @Override
    public Taken input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.TAB || key == Key.Named.DOWN ->
                focused = (focused + 1) % items.size();
            case Input.Pressed(Key.Named key) when key == Key.Named.BACK_TAB || key == Key.Named.UP ->
                focused = Math.floorMod(focused - 1, items.size());
            default -> {
                return items.get(focused).widget().input(input);
            }
        }
        return Taken.YES;
    }
}
