package guichet.tui.screen;

import guichet.inbox.Summary;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Box;
import guichet.tui.screen.widget.Field;
import guichet.tui.screen.widget.Line;
import guichet.tui.screen.widget.ListView;
import guichet.tui.screen.widget.ReadingPane;
import guichet.tui.screen.widget.Rows;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.text.Printable;
import java.util.List;
import java.util.Optional;

/// Search as one types, newest first; what was found is read below, and Enter goes to its case. Says what it can't see.
final class SearchView implements Layer {
    private static final int FOUND = 200;
    private final Shell shell;
    private final Catalog catalog;
    private final Field query = new Field();
    private final ListView<Summary> list;
    private final ReadingPane pane = new ReadingPane();
    private final Office.Latest asked = new Office.Latest();
    private final Office.Latest readingAsked = new Office.Latest();
    private long notIndexed;
    private boolean searched;

    private record Answer(List<Summary> found, long notIndexed) {
    }

    SearchView(Shell shell, Catalog catalog) {
        this.shell = shell;
        this.catalog = catalog;
        ProtectionWords words = new ProtectionWords(shell.texts());
        this.list = new ListView<>(
                (row, message) -> ThreadPane.paint(row, message, shell.texts(), shell.moments(), words));
    }

    @Override
    public void draw(Canvas screen) {
        Box box = new Box(Border.PLAIN, Role.FRAME_FOCUSED, shell.line("search.title"));
        Canvas inside = box.around(screen.fill(Role.PLAIN));
        query.draw(inside.part(1, 0, inside.columns() - 2, 1), Focus.HERE);
        int half = Math.max(3, inside.rows() / 2);
        inside.put(1, 1, told().cut(inside.columns() - 2), Role.DIM);
        list.draw(inside.part(1, 2, inside.columns() - 2, half - 2), Focus.HERE);
        for (int x = 0; x < inside.columns(); x++) {
            inside.put(x, half, Printable.line("─"), Role.FRAME);
        }
        pane.draw(inside.part(1, half + 1, inside.columns() - 2, inside.rows() - half - 1), Focus.ELSEWHERE);
        Hints.notice(shell, screen);
    }

    private Printable told() {
        if (!searched) {
            return shell.line("search.hint");
        }
        String found = shell.texts().count("search.found", list.count());
        return Printable.line(notIndexed == 0
                ? found
                : found + "  " + shell.texts().count("search.not-indexed", notIndexed));
    }

    @Override
    public void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> shell.layers().close(this);
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER -> list.selected().ifPresent(this::go);
            case Input.Pressed(Key.Named key) when key == Key.Named.UP || key == Key.Named.DOWN -> {
                list.input(input);
                read();
            }
            case Input.Pressed(Key.Named key) when key == Key.Named.PAGE_UP || key == Key.Named.PAGE_DOWN ->
                pane.input(input);
            default -> {
                String before = query.text();
                query.input(input);
                if (!query.text().equals(before)) {
                    search();
                }
            }
        }
    }

    private void search() {
        String words = query.text();
        if (words.isBlank()) {
            show(new Answer(List.of(), 0));
            searched = false;
            return;
        }
        shell.office().read(asked,
                tx -> new Answer(shell.desk().messages().search(tx, words, Optional.empty(), FOUND),
                        shell.desk().messages().notIndexed(tx)),
                this::show);
    }

    private void show(Answer answer) {
        searched = true;
        notIndexed = answer.notIndexed;
        list.show(Rows.of(answer.found));
        list.select(0);
        read();
    }

    private void read() {
        Optional<Summary> selected = list.selected();
        if (selected.isEmpty()) {
            pane.show(List.<Line>of());
            return;
        }
        shell.office().read(readingAsked, tx -> Reading.of(tx, shell.desk(), selected.get().id()), found -> pane
                .show(found.map(new ReadingText(shell.texts(), shell.moments())::of).orElse(List.of())));
    }

    private void go(Summary message) {
        message.caseId().ifPresentOrElse(id -> {
            shell.layers().close(this);
            catalog.show(id, message.id());
        }, () -> shell.warn("notice.in-no-case"));
    }
}
