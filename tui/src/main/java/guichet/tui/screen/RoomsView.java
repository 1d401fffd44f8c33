package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomLine;
import guichet.inbox.chat.RoomState;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rooms, the team's first, with what nobody here has read.
final class RoomsView {
    private static final int ASIDE = 100;
    private static final int STATE = 12;

    private final Shell shell;

    RoomsView(Shell shell) {
        this.shell = shell;
    }

    void open() {
        new ListLayer<Named>(shell, shell.line("rooms.title"), shell.line("rooms.none"), this::read, this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("rooms.open"), named -> RoomView.open(shell, named.room())),
                        ListLayer.Act.anytime("n", shell.line("rooms.new"), () -> new NewRoomForm(shell).ask()),
                        ListLayer.Act.anytime("p", shell.line("rooms.staff"), () -> new StaffView(shell).open()),
                        ListLayer.Act.anytime("i", shell.line("rooms.invite"), () -> new Seat(shell).open()),
                        ListLayer.Act.anytime("o", shell.line("rooms.aside"), this::openAside)))
                .open();
    }

    /// @param name as it stands behind the word for its kind
    private record Named(Room room, String name) {
    }

    private List<Named> read(Tx tx) throws VaultException {
        List<Named> named = new ArrayList<>();
        for (Room room : shell.desk().chat().rooms().list(tx)) {
            Optional<Case> about = room.caseId().isPresent()
                    ? shell.desk().cases().find(tx, room.caseId().get())
                    : Optional.empty();
            named.add(new Named(room, about.map(one -> one.id().value() + " " + one.title()).orElse(room.name())));
        }
        return named;
    }

    private void paint(Canvas row, Named named) {
        Room room = named.room();
        boolean isNew = room.unread() > 0;
        Role role = isNew ? Role.STRONG : Role.PLAIN;
        Printable state = switch (room.state()) {
            case RoomState.Open _ -> room.mentions() > 0
                    ? Printable.line("● " + room.unread() + "  @" + room.mentions())
                    : Printable.line(isNew ? "● " + room.unread() : "");
            case RoomState.Stopped _ -> shell.line("rooms.stopped");
            case RoomState.Left _ -> shell.line("rooms.left");
            case RoomState.Past _ -> shell.line("rooms.past");
        };

        Printable when = Printable.line(room.last().map(shell.moments()::brief).orElse("")).fit(11);
        Printable kind = Printable.line(shell.texts().of(room.kind())).fit(9);
        int x = row.put(0, 0, kind, Role.DIM) + 1;
        Printable members = Printable.line(shell.texts().count("rooms.members", room.members())).fit(12);
        int right = row.columns() - STATE - when.width() - members.width() - 2;
        row.put(x, 0, Printable.line(named.name()).cut(Math.max(0, right - x - 1)), role);
        right = row.put(right, 0, members, Role.DIM) + 1;
        right = row.put(right, 0, when, Role.DIM) + 1;
        row.put(right, 0, state.cut(STATE), switch (room.state()) {
            case RoomState.Open _ -> Role.STRONG;
            case RoomState.Past _ -> Role.DIM;
            case RoomState.Stopped _,RoomState.Left _ -> Role.ERROR;
        });
    }

    /// What claims to be a colleague's and belongs to no room here.
    private void openAside() {
        new ListLayer<RoomLine.SetAside>(shell, shell.line("rooms.aside-title"), shell.line("rooms.aside-none"),
                tx -> shell.desk().chat().rooms().setAside(tx, ASIDE), this::paint, List.of()).open();
    }

    private void paint(Canvas row, RoomLine.SetAside aside) {
        int x = row.put(0, 0, Printable.line(shell.moments().brief(aside.time())).fit(11), Role.DIM) + 1;
        row.put(x, 0, shell.line("room.aside", aside.claimed(), shell.texts().of(aside.why())).cut(row.columns() - x),
                Role.WARNING);
    }
}
