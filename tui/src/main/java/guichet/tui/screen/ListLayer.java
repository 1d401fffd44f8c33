package guichet.tui.screen;

import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Box;
import guichet.tui.screen.widget.ListView;
import guichet.tui.screen.widget.Rows;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.text.Printable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A list over the whole screen, read from the vault, with what can be done to the selected row. An Enter that is pressed before the rows are there opens the first
/// of them when they come; no other key acts on a row that nobody has seen.
final class ListLayer<T> implements Layer {
    private final Shell shell;
    private final Box box;
    private final Printable whenEmpty;
    private final ListView<T> list;
    private final guichet.keystore.vault.Work<List<T>> query;
    private final List<Act<T>> acts;
    private final Office.Latest latest = new Office.Latest();
    private boolean loaded;
    private boolean early;

    /// Something that can be done.
    ///
    /// @param key    Enter where it is empty
    /// @param forRow what is done to the selected row; null where the act needs none
    /// @param always what is done where no row is needed
    record Act<T>(String key, Printable label, @Nullable Consumer<T> forRow, @Nullable Runnable always) {
        static <T> Act<T> onRow(String key, Printable label, Consumer<T> act) {
            return new Act<>(key, label, act, null);
        }

        static <T> Act<T> anytime(String key, Printable label, Runnable act) {
            return new Act<>(key, label, null, act);
        }
    }

    ListLayer(Shell shell, Printable title, Printable whenEmpty, guichet.keystore.vault.Work<List<T>> query,
            ListView.RowPainter<T> painter, List<Act<T>> acts) {
        this.shell = shell;
        this.box = new Box(Border.PLAIN, Role.FRAME_FOCUSED, title);
        this.whenEmpty = whenEmpty;
        this.query = query;
        this.list = new ListView<>(painter);
        this.acts = List.copyOf(acts);
    }

    ListLayer<T> open() {
        shell.layers().push(this);
        reload();
        return this;
    }

    @Override
    public void reload() {
        shell.office().read(latest, query, rows -> {
            loaded = true;
            list.show(Rows.of(rows));
            if (early && shell.layers().isOnTop(this)) {
                early = false;
                input(new Input.Pressed(Key.Named.ENTER));
            }
        });
    }

    @Override
    public void draw(Canvas screen) {
        Canvas inside = box.around(screen.fill(Role.PLAIN));
        if (loaded && list.count() == 0) {
            inside.put(1, 1, whenEmpty.cut(inside.columns() - 2), Role.DIM);
        }
        list.draw(inside.part(1, 0, inside.columns() - 2, inside.rows() - 1), Focus.HERE);
        int x = 1;
        for (Act<T> act : acts) {
            x = inside.put(x, inside.rows() - 1, Printable.line(act.key.isEmpty() ? "⏎" : act.key), Role.KEY);
            x = inside.put(x + 1, inside.rows() - 1, act.label, Role.DIM) + 3;
        }
        Hints.keys(inside, x, inside.rows() - 1, shell.texts().say("key.escape"), shell.texts().say("sheet.back"), "F1",
                shell.texts().say("hint.help"));
        Hints.notice(shell, screen);
    }

    @Override
    public void input(Input input) {
        if (input instanceof Input.Pressed(Key.Named key) && key == Key.Named.ESCAPE) {
            shell.layers().close(this);
            return;
        }
        early = !loaded && input instanceof Input.Pressed(Key.Named key) && key == Key.Named.ENTER;
        for (Act<T> act : acts) {
            if (matches(act, input)) {
                perform(act);
                return;
            }
        }
        list.input(input);
    }

    private static boolean matches(Act<?> act, Input input) {
        return switch (input) {
            case Input.Pressed(Key.Named key) -> act.key.isEmpty() && key == Key.Named.ENTER;
            case Input.Pressed(Key.Typed(String text)) -> act.key.equals(text);
            case Input.Pressed _,Input.Pasted _,Input.Resized _,Input.HungUp _ -> false;
        };
    }

    private void perform(Act<T> act) {
        if (act.always != null) {
            act.always.run();
        } else if (act.forRow != null) {
            list.selected().ifPresent(act.forRow);
        }
    }
}
