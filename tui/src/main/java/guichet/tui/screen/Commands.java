package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.OutboxRow;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Everything that can be done from the three panes.
final class Commands {
    private final Shell shell;
    private final Catalog catalog;
    private final MainView view;
    private final Runnable palette;
    private final Runnable help;

    /// @param view that a case's room stands beside
    Commands(Shell shell, Catalog catalog, MainView view, Runnable palette, Runnable help) {
        this.shell = shell;
        this.catalog = catalog;
        this.view = view;
        this.palette = palette;
        this.help = help;
    }

    List<Command> all() {
        Filing filing = new Filing(shell, catalog);
        CaseActs cases = new CaseActs(shell, catalog);
        return List.of(new Command("r", "command.reply", () -> catalog.reading().ifPresent(this::reply)),
                new Command("A", "command.reply-all", () -> catalog.reading().ifPresent(this::replyAll)),
                new Command("e", "command.react",
                        () -> catalog.reading().ifPresent(this::react)),
                new Command("m", "command.new-message", this::write),
                new Command("n", "command.note", () -> inCase(id -> shell.layers().push(new NoteEditor(shell, id)))),
                new Command("v", "command.contact", () -> inCase(cases::contactInClear)),
                new Command("y", "command.accept-suggestion", () -> catalog.reading().ifPresent(filing::accept)),
                new Command("c", "command.file", () -> outsideRooms(filing::choose)),
                new Command("t", "command.unfile", () -> outsideRooms(filing::unfile)),
                new Command("u", "command.unread", () -> onMessage(filing::markUnread)),
                new Command("s", "command.save-attachment",
                        () -> catalog.reading().ifPresent(reading -> new AttachmentSaver(shell, reading).open())),
                new Command("/", "command.search", () -> shell.layers().push(new SearchView(shell, catalog))),
                new Command("N", "command.new-case", cases::open),
                new Command("W", "command.assign", () -> inCase(cases::assign)),
                new Command("X", "command.close-case",
                        () -> catalog.openCase().ifPresent(one -> cases.closeOrReopen(one.its()))),
                new Command("Z", "command.archive-case",
                        () -> catalog.openCase().ifPresentOrElse(one -> new CaseArchive(shell).open(one.its()),
                                () -> shell.warn("notice.no-case"))),
                new Command("R", "command.restore-case", () -> new CaseReturn(shell, catalog).ask()),
                new Command("F", "command.ending", () -> inCase(id -> new EndingSheet(shell).open(id))),
                new Command("T", "command.due", () -> new DueView(shell).open()),
                new Command("B", "command.destructions", () -> new DestructionsView(shell).open()),
                new Command("K", "command.keys", () -> new KeysView(shell).open()),
                new Command("i", "command.safety-number", () -> catalog.reading().ifPresent(this::safetyNumber)),
                new Command("I", "command.signal-people", () -> new SignalPeople(shell).open()),
                new Command("S", "command.rooms", () -> new RoomsView(shell).open()),
                new Command("V", "command.machines", view::showMachines),
                new Command("d", "command.case-room",
                        () -> inCase(id -> new NewRoomForm(shell).ofCase(id, this::showBeside))),
                new Command("C", "command.contacts", () -> new ContactsView(shell).open()),
                new Command("E", "command.exposures", () -> new JournalView(shell).openExposures()),
                new Command("J", "command.journal", () -> new JournalView(shell).open()),
                new Command("D", "command.drafts", () -> new DraftsView(shell).open()),
                new Command("O", "command.outbox", () -> new OutboxView(shell).open()),
                new Command("M", "command.accounts", () -> new AccountsView(shell).open()),
                new Command("P", "command.extend-key", () -> new ExtendKey(shell).ask()),
                new Command("g", "command.fetch", this::fetch), new Command(":", "command.palette", palette),
                new Command("?", "command.help", help), new Command("L", "command.lock", shell.lock()),
                new Command("q", "command.quit", this::quit));
    }

    private void inCase(Consumer<CaseId> act) {
        Optional<Case> open = catalog.openCase().map(Shelf.OneCase::its);
        Optional<CaseId> id = open.map(Case::id)
                .or(() -> catalog.reading().flatMap(reading -> reading.message().summary().caseId()));
        id.ifPresentOrElse(act, () -> shell.warn("notice.no-case"));
    }

    private void onMessage(Consumer<MessageId> act) {
        catalog.reading().ifPresent(reading -> act.accept(reading.message().summary().id()));
    }

    private void showBeside(Room room) {
        RoomView.open(shell, room, Optional.of(view));
    }

    private static boolean isInside(Reading reading) {
        return reading.message().summary().channel() == Channel.CHAT;
    }

    /// What was said in a room belongs where the room does.
    private void outsideRooms(Consumer<Reading> act) {
        catalog.reading().ifPresent(reading -> {
            if (isInside(reading)) {
                shell.warn("room.belongs-there");
            } else {
                act.accept(reading);
            }
        });
    }

    private void react(Reading reading) {
        if (isInside(reading)) {
            goToRoom(reading);
        } else {
            new ReactionSheet(shell).open(reading);
        }
    }

    /// An answer to what was said in a room is said there, and nowhere else.
    private void goToRoom(Reading reading) {
        MessageId id = reading.message().summary().id();
        shell.office().read(tx -> {
            Optional<RoomId> where = shell.desk().chat().rooms().of(tx, id);
            return where.isPresent() ? shell.desk().chat().rooms().find(tx, where.get()) : Optional.<Room>empty();
        }, found -> found.ifPresentOrElse(
                room -> RoomView.open(shell, room, Optional.of(view)).answer(id,
                        reading.message().summary().from().name(), reading.message().body()),
                () -> shell.warn("room.nobodys-words")));
    }

    private void reply(Reading reading) {
        answer(reading, Letter.To.SENDER);
    }

    private void replyAll(Reading reading) {
        answer(reading, Letter.To.ALL);
    }

    private void answer(Reading reading, Letter.To to) {
        if (isInside(reading)) {
            goToRoom(reading);
            return;
        }
        if (reading.message().summary().channel() == Channel.SIGNAL) {
            answerOnSignal(reading);
            return;
        }
        Optional<Letter> letter = Letter.reply(shell, reading, to);
        if (letter.isEmpty()) {
            shell.warn("notice.cannot-reply");
            return;
        }
        Compose.open(shell, letter.get());
        if (!Letter.mayBeRepeated(reading.message())) {
            shell.warn("notice.not-quoted");
        }
    }

    private void safetyNumber(Reading reading) {
        SignalPeople.of(reading).ifPresentOrElse(who -> new SafetySheet(shell).open(who),
                () -> shell.warn("safety.not-on-signal"));
    }

    /// Where it was said: to the person, or to the group.
    private void answerOnSignal(Reading reading) {
        MessageId id = reading.message().summary().id();
        shell.office().read(tx -> shell.desk().signal().messages().reference(tx, id), found -> found.ifPresentOrElse(
                where -> SignalCompose.open(shell,
                        SignalLetter.reply(id, where.answersGo(), reading.message().summary().caseId())),
                () -> shell.warn("notice.cannot-reply")));
    }

    private void write() {
        Compose.open(shell, Letter.fresh(catalog.openCase().map(one -> one.its().id())));
    }

    private void fetch() {
        shell.desk().channels().hurry();
        shell.tell("notice.fetching");
    }

    /// Says what would still wait to leave.
    private void quit() {
        shell.office().read(tx -> shell.desk().outbox().list(tx).stream().filter(OutboxRow::isOnItsWay).count(),
                waiting -> {
                    List<Line> lines = new ArrayList<>(List.of(shell.line(Role.PLAIN, "quit.text")));
                    if (waiting > 0) {
                        lines.add(Line.of(Role.WARNING, Printable.line(shell.texts().count("quit.waiting", waiting))));
                    }
                    Sheet.open(shell, shell.line("quit.title"), lines,
                            List.of(new Choice('q', shell.line("quit.yes"), shell.quit()),
                                    new Choice('n', shell.line("quit.no"), () -> {
                                    })));
                });
    }
}
