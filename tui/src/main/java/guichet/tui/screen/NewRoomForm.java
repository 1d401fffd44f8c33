package guichet.tui.screen;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.Rooms;
import guichet.inbox.gate.NewRoom;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Makes a room: of which kind, who is in it from the start, what it is called.
final class NewRoomForm {
    private final Shell shell;

    NewRoomForm(Shell shell) {
        this.shell = shell;
    }

    /// @param seated whether the person who works here has a seat
    private record Known(Seated seated, boolean team, List<Colleague> staff) {
    }

    private enum Seated {
        YES, NO
    }

    void ask() {
        known(known -> {
            List<Choice> choices = new ArrayList<>();
            if (!known.team()) {
                choices.add(new Choice('e', shell.line("new-room.team"),
                        () -> choose(known, keys -> new NewRoom.Team(shell.texts().say("new-room.team-name"), keys))));
            }
            choices.add(new Choice('g', shell.line("new-room.group"), () -> group(known)));
            choices.add(new Choice('d', shell.line("new-room.direct"), () -> direct(known)));
            choices.add(new Choice('n', shell.line("sheet.back"), () -> {
            }));
            Sheet.open(shell, shell.line("new-room.title"), List.of(shell.line(Role.PLAIN, "new-room.text"),
                    Line.of(Role.DIM, shell.line("new-room.case-how"))), choices);
        });
    }

    /// The room of a case: the one that is there, or, where a person wants it, a new one.
    ///
    /// @param show gets it
    void ofCase(CaseId id, Consumer<Room> show) {
        shell.office().read(tx -> {
            Rooms rooms = shell.desk().chat().rooms();
            return new OfCase(rooms.ofCase(tx, id), rooms.ofPastCase(tx, id));
        }, found -> {
            if (found.now().isPresent()) {
                show.accept(found.now().get());
            } else if (found.then().isPresent()) {
                Room then = found.then().get();
                Sheet.open(shell, shell.line("new-room.case-title", id),
                        List.of(shell.line(Role.PLAIN, "new-room.case-past")),
                        List.of(new Choice('v', shell.line("new-room.case-read"), () -> show.accept(then)),
                                new Choice('o', shell.line("new-room.case-make"), () -> makeOfCase(id, show)),
                                new Choice('n', shell.line("sheet.back"), () -> {
                                })));
            } else {
                makeOfCase(id, show);
            }
        });
    }

    private record OfCase(Optional<Room> now, Optional<Room> then) {
    }

    private void makeOfCase(CaseId id, Consumer<Room> show) {
        known(known -> Sheet.open(shell, shell.line("new-room.case-title", id),
                List.of(shell.line(Role.PLAIN, "new-room.case-none"), shell.line(Role.DIM, "new-room.case-text")),
                List.of(new Choice('o', shell.line("new-room.case-make"),
                        () -> choose(known, keys -> new NewRoom.OfCase(id, id.value(), keys), show)),
                        new Choice('n', shell.line("sheet.back"), () -> {
                        }))));
    }

    private void known(Consumer<Known> then) {
        shell.office().read(this::known, known -> {
            if (known.seated() == Seated.NO) {
                new Seat(shell).open();
            } else if (known.staff().isEmpty()) {
                shell.warn("new-room.nobody");
                new StaffView(shell).open();
            } else {
                then.accept(known);
            }
        });
    }

    private Known known(Tx tx) throws VaultException {
        boolean seated = shell.desk().chat().accounts().ofPerson(tx, shell.desk().person().id()).isPresent();
        return new Known(seated ? Seated.YES : Seated.NO, shell.desk().chat().rooms().team(tx).isPresent(),
                shell.desk().chat().staff().list(tx));
    }

    private void choose(Known known, Function<List<Fingerprint>, NewRoom> make) {
        choose(known, make, room -> RoomView.open(shell, room));
    }

    private void choose(Known known, Function<List<Fingerprint>, NewRoom> make, Consumer<Room> show) {
        new ColleaguePicker(shell, shell.line("new-room.who"), known.staff(),
                chosen -> new RoomChanges(shell).create(make.apply(chosen.stream().map(Colleague::key).toList()), show))
                .open();
    }

    private void group(Known known) {
        Prompt.open(shell, shell.line("new-room.group"), shell.line("new-room.name"),
                name -> choose(known, keys -> new NewRoom.Group(name, keys)));
    }

    private void direct(Known known) {
        new ColleaguePicker(shell, shell.line("new-room.direct"), known.staff(), chosen -> chosen.stream().findFirst()
                .ifPresent(one -> new RoomChanges(shell).create(new NewRoom.Direct(one.key()),
                        room -> RoomView.open(shell, room))))
                .open();
    }
}
