package guichet.tui.screen;

import guichet.inbox.MessageId;
import guichet.inbox.chat.LineId;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.RoomLine;
import guichet.inbox.chat.RoomState;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Box;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.screen.widget.Widget.Taken;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A room: what was said above, what is being written below. In the broken frame of what stays inside; nothing here names a recipient, and nothing said here can be
/// answered to the outside. Beside a case where the screen is wide, else over it.
final class RoomView implements Layer {
    private static final int WIDE = 140;
    private static final int LINES = 3;
    private static final Set<String> ACTS = Set.of("r", "e", "x");

    private final Shell shell;
    private final Optional<Layer> below;
    private final RoomPane pane;
    private final RoomWriting writing;
    private final Office.Latest asked = new Office.Latest();
    private Room room;
    private Focused focused = Focused.WRITING;
    private boolean marking;
    private Stands stands = Stands.OVER;

    private enum Focused {
        WRITING, LINES, BELOW
    }

    private enum Stands {
        OVER, BESIDE
    }

    private RoomView(Shell shell, Room room, Optional<Layer> below) {
        this.shell = shell;
        this.room = room;
        this.below = below;
        this.pane = new RoomPane(new RoomText(shell.texts(), shell.moments(), shell.clock()));
        this.writing = new RoomWriting(shell, room, this::said);
        becomes(room);
    }

    private void becomes(Room now) {
        room = now;
        if (focused == Focused.WRITING && !isWritten()) {
            focused = Focused.LINES;
        }
    }

    /// Whether anything may be written there, now or once somebody has decided.
    private boolean isWritten() {
        return switch (room.state()) {
            case RoomState.Open _,RoomState.Stopped _ -> true;
            case RoomState.Left _,RoomState.Past _ -> false;
        };
    }

    /// Over the whole screen.
    static void open(Shell shell, Room room) {
        open(shell, room, Optional.empty());
    }

    static void open(Shell shell, RoomId id) {
        shell.office().read(tx -> shell.desk().chat().rooms().find(tx, id),
                found -> found.ifPresentOrElse(room -> open(shell, room), () -> shell.warn("room.gone")));
    }

    /// @param below the view that it stands beside, where there is room for both
    static RoomView open(Shell shell, Room room, Optional<Layer> below) {
        RoomView view = new RoomView(shell, room, below);
        shell.layers().push(view);
        view.reload();
        view.writing.load();
        return view;
    }

    /// Begins to answer a message of this room.
    void answer(MessageId message, String author, String words) {
        if (!isWritten()) {
            shell.warn("room.only-read");
            return;
        }
        writing.quote(message, author, words);
        focused = Focused.WRITING;
    }

    private record Read(Optional<Room> room, List<RoomLine> lines) {
    }

    @Override
    public void reload() {
        RoomId id = room.id();
        shell.office().read(asked, tx -> new Read(shell.desk().chat().rooms().find(tx, id),
                shell.desk().chat().rooms().page(tx, id, Optional.empty(), RoomPane.PAGE)), read -> {
                    read.room().ifPresent(this::becomes);
                    pane.show(read.lines());
                    markRead();
                });
    }

    /// Whoever has the room open sees what comes.
    private void markRead() {
        if (room.unread() > 0 && shell.layers().isOnTop(this) && !marking) {
            marking = true;
            shell.office().write(tx -> {
                shell.desk().chat().rooms().markRead(tx, room.id());
                return room;
            }, _ -> {
                marking = false;
                shell.changed().run();
            });
        }
    }

    private void said() {
        pane.toNewest();
        reload();
    }

    @Override
    public int beside(int columns) {
        return below.isPresent() && columns >= WIDE ? columns / 2 : 0;
    }

    @Override
    public void draw(Canvas screen) {
        stands = beside(screen.columns()) > 0 ? Stands.BESIDE : Stands.OVER;
        int columns = stands == Stands.BESIDE ? beside(screen.columns()) : screen.columns();
        Canvas mine = screen.part(screen.columns() - columns, 0, columns, screen.rows()).fill(Role.PLAIN);
        Canvas inside = new Box(Border.DASHED, Role.NOTE, title()).around(mine);
        Canvas page = inside.part(1, 0, inside.columns() - 2, inside.rows() - 1);
        int top = drawState(page);
        int height = isWritten() ? writing.rows(page.columns(), LINES) + 1 : 0;
        Canvas said = page.part(0, top, page.columns(), page.rows() - top - height);
        boolean here = shell.layers().isOnTop(this);
        pane.draw(said, here && focused == Focused.LINES ? Focus.HERE : Focus.ELSEWHERE);
        if (isWritten()) {
            if (pane.isEmpty()) {
                said.put(2, said.rows() - 1, shell.line("room.empty").cut(said.columns() - 2), Role.DIM);
            }
            drawWriting(page, height - 1, here && focused == Focused.WRITING ? Focus.HERE : Focus.ELSEWHERE);
        }
        Hints.keys(inside, 1, inside.rows() - 1, hints());
        Hints.notice(shell, screen);
    }

    private void drawWriting(Canvas page, int height, Focus focus) {
        int rule = page.rows() - height - 1;
        Printable to = shell.line("room.write-to", room.members());
        for (int x = 0; x < page.columns(); x++) {
            page.put(x, rule, Printable.line("╌"), Role.NOTE);
        }
        page.put(2, rule, Printable.spaces(1).plus(to).plus(Printable.spaces(1)), Role.NOTE);
        writing.draw(page.part(0, rule + 1, page.columns(), height), focus);
    }

    private Printable title() {
        return shell.line("room.title", RoomNames.of(room, shell.texts()), room.members());
    }

    /// Says above everything else why nothing leaves.
    private int drawState(Canvas page) {
        return switch (room.state()) {
            case RoomState.Open _ -> 0;
            case RoomState.Stopped _ -> row(page, "room.is-stopped");
            case RoomState.Left _ -> row(page, "room.is-left");
            case RoomState.Past _ -> row(page, "room.is-past");
        };
    }

    private int row(Canvas page, String key) {
        List<Printable> rows = shell.line(key).wrap(Math.max(2, page.columns()));
        for (int y = 0; y < rows.size(); y++) {
            page.put(0, y, rows.get(y), Role.ERROR);
        }
        return rows.size();
    }

    private String[] hints() {
        return switch (focused) {
            case WRITING -> new String[]{"⏎", say("room.send"), "Ctrl-N", say("room.new-line"), "Ctrl-O",
                    say("compose.attach"), "Tab", say("room.messages"), say("key.escape"), say("sheet.close")};
            case LINES -> lineHints();
            case BELOW -> new String[]{"Tab", say(isWritten() ? "room.write" : "room.messages"), say("key.escape"),
                    say("sheet.close")};
        };
    }

    /// What the selected line allows.
    private String[] lineHints() {
        List<String> hints = new ArrayList<>();
        said(pane.selected()).ifPresent(said -> {
            if (isWritten()) {
                hints.addAll(List.of("r", say("room.answer")));
                hints.addAll(said.author().whose() == Member.Whose.OURS
                        ? List.of("x", say("room.change"))
                        : List.of("e", say("room.react")));
            }
            if (!said.attachments().isEmpty()) {
                hints.addAll(List.of("s", say("room.save")));
            }
        });
        hints.addAll(List.of("m", say("room.members")));
        if (isWritten()) {
            hints.addAll(List.of("Tab", say("room.write")));
        }
        hints.addAll(List.of(say("key.escape"), say("sheet.close"), "?", say("hint.help")));
        return hints.toArray(String[]::new);
    }

    private String say(String key) {
        return shell.texts().say(key);
    }

    @Override
    public void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.TAB -> focused = next();
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE && !writing.isAboutAnother() -> close();
            case Input.Pressed(Key.Named key) when focused != Focused.BELOW
                    && (key == Key.Named.PAGE_UP || key == Key.Named.PAGE_DOWN) ->
                scroll(input);
            default -> {
                switch (focused) {
                    case WRITING -> write(input);
                    case LINES -> line(input);
                    case BELOW -> below.ifPresent(layer -> layer.input(input));
                }
            }
        }
    }

    private Focused next() {
        return switch (focused) {
            case WRITING -> Focused.LINES;
            case LINES -> stands == Stands.BESIDE ? Focused.BELOW : first();
            case BELOW -> first();
        };
    }

    private Focused first() {
        return isWritten() ? Focused.WRITING : Focused.LINES;
    }

    private void write(Input input) {
        if (input instanceof Input.Pressed(Key.Named key) && key == Key.Named.UP && writing.isBlank()) {
            focused = Focused.LINES;
        } else {
            writing.input(input);
        }
    }

    private void scroll(Input input) {
        if (pane.input(input) == Taken.YES) {
            readMore();
        }
    }

    private void line(Input input) {
        RoomActs acts = new RoomActs(shell, room);
        switch (input) {
            case Input.Pressed(Key.Typed(String typed)) when !isWritten() && ACTS.contains(typed) ->
                shell.warn("room.only-read");
            case Input.Pressed(Key.Typed(String typed)) when typed.equals("r") ->
                said(pane.selected()).ifPresentOrElse(this::answer, () -> shell.warn("room.nobodys-words"));
            case Input.Pressed(Key.Typed(String typed)) when typed.equals("e") ->
                said(pane.selected()).ifPresentOrElse(acts::react, () -> shell.warn("room.nobodys-words"));
            case Input.Pressed(Key.Typed(String typed)) when typed.equals("x") ->
                said(pane.selected()).ifPresentOrElse(mine -> acts.change(mine, this::edit),
                        () -> shell.warn("room.nobodys-words"));
            case Input.Pressed(Key.Typed(String typed)) when typed.equals("s") ->
                said(pane.selected()).ifPresentOrElse(acts::save, () -> shell.warn("notice.no-attachment"));
            case Input.Pressed(Key.Typed(String typed)) when typed.equals("m") -> acts.members();
            case Input.Pressed(Key.Typed(String typed)) when typed.equals("?") -> RoomHelp.open(shell);
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER -> focused = first();
            default -> scroll(input);
        }
    }

    private static Optional<RoomLine.Said> said(Optional<RoomLine> line) {
        return line.filter(RoomLine.Said.class::isInstance).map(RoomLine.Said.class::cast);
    }

    private void answer(RoomLine.Said said) {
        answer(said.message(), said.author().name(), said.body());
    }

    private void edit(RoomLine.Said said) {
        writing.edit(said.message(), said.body());
        focused = Focused.WRITING;
    }

    private void readMore() {
        Optional<LineId> oldest = pane.wantsMoreBefore();
        if (oldest.isPresent()) {
            RoomId id = room.id();
            shell.office().read(asked, tx -> shell.desk().chat().rooms().page(tx, id, oldest, RoomPane.PAGE),
                    pane::prepend);
        }
    }

    private void close() {
        writing.keepAndThen(() -> {
            shell.layers().close(this);
            shell.changed().run();
        });
    }

    @Override
    public void keep() {
        writing.keep();
    }
}
