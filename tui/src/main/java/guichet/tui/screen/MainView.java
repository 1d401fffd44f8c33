package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.Channel;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Palette;
import guichet.tui.screen.widget.Widget;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.screen.widget.Widget.Taken;
import guichet.tui.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The three panes: places on the left, messages above, the one that is read below.
final class MainView implements Layer {
    private final Shell shell;
    private final Catalog catalog;
    private final List<Command> commands;
    private final Supplier<Duration> untilLock;
    private Pane focus = Pane.CASES;
    private static final int WIDE = 110;

    private enum Pane {
        CASES, THREAD, READING
    }

    MainView(Shell shell, Catalog catalog, Supplier<Duration> untilLock) {
        this.shell = shell;
        this.catalog = catalog;
        this.untilLock = untilLock;
        this.commands = new Commands(shell, catalog, this, this::openPalette, this::openHelp).all();
        catalog.reload();
    }

    @Override
    public void draw(Canvas screen) {
        header(screen);
        Canvas frame = screen.part(0, 1, screen.columns(), screen.rows() - 2);
        frame.border(Border.PLAIN, Role.FRAME);
        // Whoever reads on a small screen needs the lines whole more than the places beside them.
        boolean alone = focus == Pane.READING && screen.columns() < WIDE;
        int left = alone ? 0 : Math.clamp(screen.columns() / 4, 28, 44);
        int above = focus == Pane.READING
                ? Math.clamp(frame.rows() / 5, 4, 12)
                : Math.clamp(frame.rows() * 2 / 5, 4, 24);
        PaneLines.draw(frame, left, above);
        if (!alone) {
            catalog.cases().draw(frame.part(1, 1, left - 1, frame.rows() - 2), focusOf(Pane.CASES));
        }
        Canvas right = frame.part(left + 1, 1, frame.columns() - left - 2, frame.rows() - 2);
        catalog.thread().draw(right.part(0, 0, right.columns(), above - 1), focusOf(Pane.THREAD));
        catalog.pane().draw(right.part(1, above, right.columns() - 1, right.rows() - above), focusOf(Pane.READING));
        if (catalog.thread().count() == 0) {
            right.put(1, 0, emptyText().cut(right.columns() - 2), Role.DIM);
        }
        titles(frame, left);
        hints(screen);
    }

    private void header(Canvas screen) {
        screen.fillRow(0, Role.STATUS);
        List<Printable> channels = new ArrayList<>();
        catalog.mail().ifPresent(link -> channels.add(shell.line("main.mail", shell.texts().of(link))));
        signal().ifPresent(words -> channels.add(shell.line("main.signal", words)));
        catalog.chat().ifPresent(chat -> channels.add(chat.brief(shell.texts())));
        String minutes = shell.moments().minutes(untilLock.get());
        Printable locks = shell.line("main.locks-in", minutes);
        boolean wide = 1 + width(channels) + locks.width() < screen.columns();
        Printable until = wide ? locks : shell.line("main.locks-short", minutes);
        Printable name = shell.line("main.name");
        Printable unread = Printable.line(shell.texts().count("main.unread", catalog.unread()));
        // Where room is short, what stands on the left as well goes first, and the name.
        int room = screen.columns() - until.width() - 2;
        boolean named = name.width() + 3 + width(channels) <= room;
        int x = named ? screen.put(1, 0, name, Role.STATUS) + 3 : 1;
        for (Printable channel : channels) {
            x = screen.put(x, 0, channel.cut(Math.max(0, room - x)), Role.STATUS) + 3;
        }
        if (x + unread.width() <= room) {
            screen.put(x, 0, unread, Role.STATUS);
        }
        screen.part(0, 0, screen.columns() - 1, 1).putRight(0, until, Role.STATUS);
    }

    private static int width(List<Printable> row) {
        return row.stream().mapToInt(each -> each.width() + 3).sum();
    }

    /// The worst state among the Signal accounts, with what a person has to see to.
    private Optional<String> signal() {
        Optional<String> link = catalog.signal().stream().map(fares -> fares.state().link())
                .min(Comparator.naturalOrder()).map(shell.texts()::of);
        return link.map(state -> catalog.signal().stream()
                .flatMap(fares -> fares.brief(shell.texts(), shell.clock()).stream()).findFirst()
                .map(wrong -> shell.texts().say("main.signal-wrong", state.split(" ", 2)[0], wrong)).orElse(state));
    }

    private void titles(Canvas frame, int left) {
        if (left > 0) {
            title(frame.part(0, 0, left, 1), shell.line("main.cases"), Pane.CASES);
        }
        Canvas above = frame.part(left, 0, frame.columns() - left, 1);
        Optional<Shelf.OneCase> open = catalog.openCase();
        if (open.isPresent()) {
            Case its = open.get().its();
            String assignee = its.assignee().map(name -> " · " + name).orElse("");
            Printable state = Printable.line(" " + shell.texts().of(its.state()) + assignee + " ");
            title(above.part(0, 0, above.columns() - state.width() - 4, 1),
                    Printable.line(its.id() + "  " + its.title()), Pane.THREAD);
            above.put(above.columns() - state.width() - 2, 0, state, Role.FRAME);
        } else {
            title(above, catalog.shelf().map(this::shelfName).orElse(Printable.EMPTY), Pane.THREAD);
        }
    }

    private void title(Canvas row, Printable text, Pane pane) {
        if (!text.isEmpty()) {
            Printable shown = Printable.spaces(1).plus(text.cut(row.columns() - 5)).plus(Printable.spaces(1));
            row.put(2, 0, shown, focus == pane ? Role.FRAME_FOCUSED : Role.STRONG);
        }
    }

    private Printable shelfName(Shelf shelf) {
        return switch (shelf) {
            case Shelf.ToSort _ -> shell.line("shelf.to-sort");
            case Shelf.Unread _ -> shell.line("shelf.unread");
            case Shelf.Machines _ -> shell.line("shelf.machines");
            case Shelf.OneCase one -> Printable.line(one.its().id().value());
            case Shelf.Drafts _ -> shell.line("shelf.drafts");
            case Shelf.Outbox _ -> shell.line("shelf.outbox");
            case Shelf.Exposed _ -> shell.line("shelf.exposed");
            case Shelf.Alarms _ -> shell.line("shelf.alarms");
            case Shelf.SignalAlarms _ -> shell.line("shelf.signal-alarms");
            case Shelf.Rooms _ -> shell.line("shelf.rooms");
            case Shelf.ChatAlarms _ -> shell.line("shelf.chat-alarms");
            case Shelf.Expiring _ -> shell.line("shelf.expiring");
            case Shelf.Due _ -> shell.line("shelf.due");
            case Shelf.Backups _ -> shell.line("shelf.backups");
            case Shelf.Closed _ -> shell.line("shelf.closed");
        };
    }

    private Printable emptyText() {
        return switch (catalog.shelf().orElse(new Shelf.Unread(0))) {
            case Shelf.ToSort _ -> shell.line("empty.to-sort");
            case Shelf.Unread _ -> shell.line("empty.unread");
            case Shelf.Machines _ -> shell.line("empty.machines");
            case Shelf.OneCase _ -> shell.line("empty.case");
            case Shelf.Drafts _,Shelf.Outbox _,Shelf.Exposed _,Shelf.Alarms _,Shelf.SignalAlarms _,Shelf.Expiring _,Shelf.Rooms _,Shelf.ChatAlarms _,Shelf.Due _,Shelf.Backups _,Shelf.Closed _ ->
                shell.line("empty.enter-opens");
        };
    }

    private Focus focusOf(Pane pane) {
        return focus == pane && shell.layers().isOnTop(this) ? Focus.HERE : Focus.ELSEWHERE;
    }

    private void hints(Canvas screen) {
        boolean sorting = catalog.reading().isPresent() && catalog.reading().get().suggestion().isPresent();
        boolean inside = catalog.reading()
                .map(reading -> reading.message().summary().channel() == Channel.CHAT).orElse(false);
        String answer = say(inside ? "hint.room" : "hint.reply");
        String[] shown = focus == Pane.READING && !sorting
                ? new String[]{"r", answer, say("key.enter"), say("hint.next"), "n", say("hint.note"), "c",
                        say("hint.file"), say("key.escape"), say("hint.back"), "?", say("hint.help")}
                : sorting
                        ? new String[]{"y", say("hint.accept"), "c", say("hint.file"), "r", say("hint.reply"), "/",
                                say("hint.search"), ":", say("hint.command"), "?", say("hint.help")}
                        : new String[]{"r", answer, "n", say("hint.note"), "c", say("hint.file"), "/",
                                say("hint.search"), ":", say("hint.command"), "?", say("hint.help")};
        Hints.keys(screen, 1, screen.rows() - 1, shown);
        Hints.notice(shell, screen);
    }

    private String say(String key) {
        return shell.texts().say(key);
    }

    @Override
    public void input(Input input) {
        if (!(input instanceof Input.Pressed(Key key))) {
            return;
        }
        switch (key) {
            case Key.Named.TAB -> focus = next(focus);
            case Key.Named.BACK_TAB -> focus = next(next(focus));
            case Key.Named.ENTER, Key.Named.RIGHT -> enter();
            case Key.Named.ESCAPE, Key.Named.LEFT -> focus = focus == Pane.READING ? Pane.THREAD : Pane.CASES;
            case Key.Typed(String typed) when command(typed).isPresent() -> command(typed).get().act().run();
            default -> move(input);
        }
    }

    private static Pane next(Pane pane) {
        return switch (pane) {
            case CASES -> Pane.THREAD;
            case THREAD -> Pane.READING;
            case READING -> Pane.CASES;
        };
    }

    private Optional<Command> command(String typed) {
        return commands.stream().filter(each -> each.key().equals(typed)).findFirst();
    }

    private void move(Input input) {
        Widget widget = switch (focus) {
            case CASES -> catalog.cases();
            case THREAD -> catalog.thread();
            case READING -> catalog.pane();
        };
        if (widget.input(input) == Taken.YES) {
            switch (focus) {
                case CASES -> catalog.showThread();
                case THREAD -> catalog.showReading();
                case READING -> {
                }
            }
        }
    }

    private void enter() {
        switch (focus) {
            case CASES -> catalog.cases().selected().ifPresent(this::enter);
            case THREAD -> {
                if (catalog.thread().selected().isPresent()) {
                    focus = Pane.READING;
                    markRead();
                }
            }
            case READING -> next();
        }
    }

    /// The message below in the list is read next.
    private void next() {
        if (catalog.thread().input(new Input.Pressed(Key.Named.DOWN)) == Taken.YES) {
            catalog.showReading();
            markRead();
        }
    }

    private void enter(Shelf shelf) {
        switch (shelf) {
            case Shelf.ToSort _,Shelf.Unread _,Shelf.Machines _,Shelf.OneCase _ -> focus = Pane.THREAD;
            case Shelf.Closed _ -> catalog.foldOrUnfoldClosed();
            case Shelf.Drafts _ -> new DraftsView(shell).open();
            case Shelf.Outbox _ -> new OutboxView(shell).open();
            case Shelf.Exposed _ -> new JournalView(shell).openExposures();
            case Shelf.Alarms _ -> new KeysView(shell).openAlarms();
            case Shelf.SignalAlarms _ -> new SignalPeople(shell).openAlarms();
            case Shelf.Rooms _ -> new RoomsView(shell).open();
            case Shelf.ChatAlarms _ -> new StaffView(shell).open();
            case Shelf.Expiring _ -> new ExpiringView(shell).open();
            case Shelf.Due _ -> new DueView(shell).open();
            case Shelf.Backups _ -> new BackupSheet(shell).open();
        }
    }

    /// What services of our own write, where they have a view of their own.
    void showMachines() {
        Shelf.Machines machines = new Shelf.Machines(0);
        catalog.cases().select(machines);
        if (catalog.cases().selected().filter(machines::isSamePlace).isPresent()) {
            catalog.showThread();
            focus = Pane.THREAD;
        } else {
            shell.warn("notice.no-machines");
        }
    }

    private void markRead() {
        catalog.thread().selected().filter(message -> !message.read()).ifPresent(
                message -> shell.office().write(tx -> {
                    shell.desk().messages().markRead(tx, message.id());
                    return message;
                }, _ -> shell.changed().run()));
    }

    private void openPalette() {
        List<Palette.Entry> entries = commands.stream()
                .map(each -> new Palette.Entry(shell.line(each.text()), Printable.line(each.key()), each.act()))
                .toList();
        shell.layers().push(new PaletteLayer(shell, entries));
    }

    void openHelp() {
        HelpSheet.open(shell, commands);
    }
}
