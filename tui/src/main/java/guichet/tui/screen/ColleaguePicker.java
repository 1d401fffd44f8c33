package guichet.tui.screen;

import guichet.inbox.chat.Colleague;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Colleagues to be ticked: space ticks, Enter goes on with those ticked, or with the one selected where none is.
final class ColleaguePicker implements Layer {
    private final Shell shell;
    private final Box box;
    private final List<Colleague> colleagues;
    private final Set<Colleague> ticked = new LinkedHashSet<>();
    private final Consumer<List<Colleague>> then;
    private final ListView<Colleague> list = new ListView<>(this::paint);

    ColleaguePicker(Shell shell, Printable title, List<Colleague> colleagues, Consumer<List<Colleague>> then) {
        this.shell = shell;
        this.box = new Box(Border.DASHED, Role.NOTE, title);
        this.colleagues = List.copyOf(colleagues);
        this.then = then;
        list.show(Rows.of(this.colleagues));
    }

    void open() {
        shell.layers().push(this);
    }

    @Override
    public void draw(Canvas screen) {
        Canvas inside = box.centred(screen, 70, Math.min(colleagues.size(), screen.rows() - 6) + 2);
        list.draw(inside.part(0, 0, inside.columns(), inside.rows() - 2), Focus.HERE);
        Hints.keys(inside, 0, inside.rows() - 1, shell.texts().say("picker.space"), shell.texts().say("picker.tick"),
                shell.texts().say("key.enter"), shell.texts().say("picker.go-on"), shell.texts().say("key.escape"),
                shell.texts().say("sheet.back"));
    }

    private void paint(Canvas row, Colleague colleague) {
        int x = row.put(0, 0, Printable.line(ticked.contains(colleague) ? "[x] " : "[ ] "), Role.KEY);
        row.put(x, 0, Printable.line(colleague.name() + " <" + colleague.address() + ">").cut(row.columns() - x),
                Role.PLAIN);
    }

    @Override
    public void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> shell.layers().close(this);
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER -> {
                shell.layers().close(this);
                then.accept(ticked.isEmpty() ? list.selected().stream().toList() : List.copyOf(ticked));
            }
            case Input.Pressed(Key.Typed(String typed)) when typed.equals(" ") -> list.selected().ifPresent(this::tick);
            default -> list.input(input);
        }
    }

    private void tick(Colleague colleague) {
        if (!ticked.remove(colleague)) {
            ticked.add(colleague);
        }
    }
}
