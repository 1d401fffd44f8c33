package guichet.tui.screen.widget;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import java.util.List;
import java.util.Optional;

/// A list of any length, one row an item, one of them selected. Asks for the visible rows alone.
public final class ListView<T> implements Widget {
    private final RowPainter<T> painter;
    private Rows<T> rows = Rows.of(List.of());
    private int selected;
    private int top;
    private int height = 1;

    /// Draws one item on a canvas of one row. The list marks the selected row itself.
    @FunctionalInterface
    public interface RowPainter<T> {
        void paint(Canvas row, T item);
    }

    public ListView(RowPainter<T> painter) {
        this.painter = painter;
    }

    /// Other rows; the selection stays at its index, or at the last one.
    public void show(Rows<T> newRows) {
        rows = newRows;
        select(selected);
    }

    public void select(int index) {
        selected = Math.clamp(index, 0, Math.max(0, rows.count() - 1));
    }

    public int selectedIndex() {
        return selected;
    }

    public Optional<T> selected() {
        return selected < rows.count() ? Optional.of(rows.at(selected)) : Optional.empty();
    }

    public int count() {
        return rows.count();
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        height = Math.max(1, canvas.rows());
        top = Math.clamp(top, Math.max(0, selected - height + 1), selected);
        top = Math.min(top, Math.max(0, rows.count() - height));
        for (int y = 0; y < canvas.rows() && top + y < rows.count(); y++) {
            painter.paint(canvas.part(0, y, canvas.columns(), 1), rows.at(top + y));
            if (top + y == selected) {
                canvas.restyleRow(y, focus == Focus.HERE ? Role.SELECTED : Role.SELECTED_UNFOCUSED);
            }
        }
    }

    @Override
    public Taken input(Input input) {
        if (!(input instanceof Input.Pressed(Key key))) {
            return Taken.NO;
        }
        int before = selected;
        switch (key) {
            case Key.Named.UP -> select(selected - 1);
            case Key.Named.DOWN -> select(selected + 1);
            case Key.Named.PAGE_UP -> select(selected - height);
            case Key.Named.PAGE_DOWN -> select(selected + height);
            case Key.Named.HOME, Key.Named.START -> select(0);
            case Key.Named.END, Key.Named.FINISH -> select(rows.count() - 1);
            case Key.Typed(String text) when text.equals("k") -> select(selected - 1);
            case Key.Typed(String text) when text.equals("j") -> select(selected + 1);
            default -> {
                return Taken.NO;
            }
        }
        return before == selected ? Taken.NO : Taken.YES;
    }
}
