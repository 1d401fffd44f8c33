package guichet.tui.screen.widget;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// Text to read, wrapped to the pane's width and scrolled. A mark at the right shows where in the text one is.
public final class ReadingPane implements Widget {
    private static final Printable MARK = Printable.line("█");

    private List<Line> lines = List.of();
    private List<Line> wrapped = List.of();
    private int wrappedFor = -1;
    private int top;
    private int height = 1;

    /// Other text, from its start.
    public void show(List<Line> text) {
        update(text);
        top = 0;
    }

    /// The same text, changed: one stays where one is.
    public void update(List<Line> text) {
        lines = List.copyOf(text);
        wrappedFor = -1;
    }

    /// Whether the end of the text has been on the screen.
    public boolean isAtEnd() {
        return top + height >= wrapped.size();
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        int columns = Math.max(1, canvas.columns() - 1);
        if (wrappedFor != columns) {
            wrap(columns);
        }
        height = Math.max(1, canvas.rows());
        top = Math.clamp(top, 0, Math.max(0, wrapped.size() - height));
        for (int y = 0; y < canvas.rows() && top + y < wrapped.size(); y++) {
            wrapped.get(top + y).draw(canvas.part(0, y, columns, 1), 0, 0);
        }
        if (wrapped.size() > height) {
            int at = (int) ((long) top * (canvas.rows() - 1) / Math.max(1, wrapped.size() - height));
            canvas.put(columns, at, MARK, focus == Focus.HERE ? Role.FRAME_FOCUSED : Role.FRAME);
        }
    }

    private void wrap(int columns) {
        List<Line> pieces = new ArrayList<>();
        for (Line line : lines) {
            pieces.addAll(line.wrap(columns));
        }
        wrapped = pieces;
        wrappedFor = columns;
    }

    @Override
    public Taken input(Input input) {
        if (!(input instanceof Input.Pressed(Key key))) {
            return Taken.NO;
        }
        int before = top;
        switch (key) {
            case Key.Named.UP -> scrollTo(top - 1);
            case Key.Named.DOWN -> scrollTo(top + 1);
            case Key.Named.PAGE_UP -> scrollTo(top - height + 1);
            case Key.Named.PAGE_DOWN -> scrollTo(top + height - 1);
            case Key.Named.HOME, Key.Named.START -> scrollTo(0);
            case Key.Named.END, Key.Named.FINISH -> scrollTo(wrapped.size());
            case Key.Typed(String text) when text.equals(" ") -> scrollTo(top + height - 1);
            case Key.Typed(String text) when text.equals("k") -> scrollTo(top - 1);
            case Key.Typed(String text) when text.equals("j") -> scrollTo(top + 1);
            default -> {
                return Taken.NO;
            }
        }
        return before == top ? Taken.NO : Taken.YES;
    }

    private void scrollTo(int row) {
        top = Math.clamp(row, 0, Math.max(0, wrapped.size() - height));
    }
}
