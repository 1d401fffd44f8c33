package guichet.tui.screen;

import guichet.inbox.chat.LineId;
import guichet.inbox.chat.RoomLine;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Line;
import guichet.tui.screen.widget.Widget;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was said in a room, the newest at the bottom, one of the lines selected; each takes as many rows as it needs. Follows what comes as long as the newest is
/// selected. Asks for more when the person comes near the oldest.
final class RoomPane implements Widget {
    static final int PAGE = 200;
    private static final int NEAR_THE_END = 20;
    private static final Printable MARK = Printable.line("▌");

    private final RoomText text;
    private List<RoomLine> lines = List.of();
    private List<List<Line>> wrapped = List.of();
    private int wrappedFor = -1;
    private int selected;
    private boolean complete = true;
    private int height = 1;

    RoomPane(RoomText text) {
        this.text = text;
    }

    /// The newest page, as it is now. Older lines that were read before stay; the selection stays on its line.
    void show(List<RoomLine> newest) {
        boolean follows = selected >= lines.size() - 1;
        Optional<LineId> before = selected().map(RoomLine::id);
        if (newest.isEmpty() || lines.isEmpty()) {
            complete = newest.size() < PAGE;
            lines = List.copyOf(newest);
        } else {
            List<RoomLine> all = new ArrayList<>(older(newest.getFirst().id()));
            all.addAll(newest);
            lines = List.copyOf(all);
        }
        wrappedFor = -1;
        selected = Math.max(0, lines.size() - 1);
        if (!follows) {
            before.ifPresent(this::select);
        }
    }

    private List<RoomLine> older(LineId first) {
        int at = indexOf(first);
        return at < 0 ? List.of() : lines.subList(0, at);
    }

    /// The page before the oldest one.
    void prepend(List<RoomLine> older) {
        List<RoomLine> all = new ArrayList<>(older);
        all.addAll(lines);
        lines = List.copyOf(all);
        selected += older.size();
        complete = older.size() < PAGE;
        wrappedFor = -1;
    }

    private int indexOf(LineId id) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private void select(LineId id) {
        int at = indexOf(id);
        selected = at < 0 ? selected : at;
    }

    Optional<RoomLine> selected() {
        return selected < lines.size() ? Optional.of(lines.get(selected)) : Optional.empty();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// The oldest line, where those before it should be read now.
    Optional<LineId> wantsMoreBefore() {
        return complete || selected >= NEAR_THE_END || lines.isEmpty()
                ? Optional.empty()
                : Optional.of(lines.getFirst().id());
    }

    /// Down to the newest.
    void toNewest() {
        selected = Math.max(0, lines.size() - 1);
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        height = Math.max(1, canvas.rows());
        wrap(Math.max(2, canvas.columns() - 2));
        int below = height;
        int bottom = bottom();
        for (int i = bottom; i >= 0 && below > 0; i--) {
            List<Line> rows = wrapped.get(i);
            for (int row = rows.size() - 1; row >= 0 && below > 0; row--) {
                below--;
                if (i == selected && focus == Focus.HERE) {
                    canvas.put(0, below, MARK, Role.FRAME_FOCUSED);
                }
                rows.get(row).draw(canvas, 2, below);
            }
        }
    }

    /// The last line that is shown: the newest, as long as the selected one is on the screen with it.
    private int bottom() {
        int rows = 0;
        int at = lines.size() - 1;
        for (int i = lines.size() - 1; i >= selected && i >= 0; i--) {
            rows += wrapped.get(i).size();
            if (rows > height) {
                at = i == lines.size() - 1 ? at : lower(selected);
                break;
            }
        }
        return at;
    }

    /// How far below a line the screen reaches where that line stands in its middle.
    private int lower(int from) {
        int rows = wrapped.get(from).size();
        int at = from;
        while (at + 1 < lines.size() && rows + wrapped.get(at + 1).size() <= Math.max(height / 2, 1)) {
            at++;
            rows += wrapped.get(at).size();
        }
        return at;
    }

    private void wrap(int columns) {
        if (wrappedFor == columns) {
            return;
        }
        List<List<Line>> all = new ArrayList<>();
        Optional<RoomLine> before = Optional.empty();
        for (RoomLine line : lines) {
            List<Line> rows = new ArrayList<>();
            text.day(before, line).ifPresent(rows::add);
            text.of(line).forEach(each -> rows.addAll(each.hanging(columns)));
            all.add(List.copyOf(rows));
            before = Optional.of(line);
        }
        wrapped = all;
        wrappedFor = columns;
    }

    @Override
    public Taken input(Input input) {
        if (!(input instanceof Input.Pressed(Key key))) {
            return Taken.NO;
        }
        int before = selected;
        switch (key) {
            case Key.Named.UP -> move(-1);
            case Key.Named.DOWN -> move(1);
            case Key.Named.PAGE_UP -> page(-1);
            case Key.Named.PAGE_DOWN -> page(1);
            case Key.Named.HOME, Key.Named.START -> selected = 0;
            case Key.Named.END, Key.Named.FINISH -> toNewest();
            case Key.Typed(String typed) when typed.equals("k") -> move(-1);
            case Key.Typed(String typed) when typed.equals("j") -> move(1);
            default -> {
                return Taken.NO;
            }
        }
        return before == selected ? Taken.NO : Taken.YES;
    }

    private void move(int by) {
        selected = Math.clamp(selected + (long) by, 0, Math.max(0, lines.size() - 1));
    }

    /// As many lines as the screen holds.
    private void page(int direction) {
        int rows = 0;
        do {
            rows += selected < wrapped.size() ? wrapped.get(selected).size() : 1;
            move(direction);
        } while (rows < height - 2 && selected > 0 && selected < lines.size() - 1);
    }
}
