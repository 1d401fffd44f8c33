package guichet.tui.screen;

import guichet.inbox.CaseId;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomKind;
import guichet.inbox.chat.RoomState;
import guichet.inbox.chat.Stop;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.Purpose;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who is in a room, each with the fingerprint to compare by voice, and what can be changed about it.
final class MembersSheet {
    private static final int AT_ONCE = 9;

    private final Shell shell;
    private final Room room;

    MembersSheet(Shell shell, Room room) {
        this.shell = shell;
        this.room = room;
    }

    void open() {
        shell.office().read(tx -> shell.desk().chat().rooms().members(tx, room.id()), this::show);
    }

    private void show(List<Member> members) {
        List<Line> lines = new ArrayList<>();
        stops().forEach(stop -> lines.add(Line.of(Role.ERROR,
                Printable.line("✗ " + shell.texts().of(stop.why()) + " " + stop.address()))));
        for (Member member : members) {
            lines.add(Line.of(member.whose() == Member.Whose.NOBODYS ? Role.ERROR : Role.STRONG,
                    Printable.line(member.name() + " <" + member.address() + ">"))
                    .and(Role.DIM, Printable.line("  " + shell.texts().of(member.whose()))));
            lines.add(Line.of(Role.PLAIN, Printable.line("  " + member.key().spaced())));
        }
        List<Choice> choices = new ArrayList<>(List.of(new Choice('n', shell.line("sheet.back"), () -> {
        })));
        if (room.kind() != RoomKind.DIRECT && !(room.state() instanceof RoomState.Left)
                && !(room.state() instanceof RoomState.Past)) {
            choices.add(new Choice('a', shell.line("members.add"), this::add));
            choices.add(new Choice('x', shell.line("members.remove"), () -> remove(members, 0)));
            choices.add(new Choice('t', shell.line("members.rename"), this::rename));
            choices.add(new Choice('d', shell.line("members.serve"), this::serve));
            choices.add(new Choice('q', shell.line("members.leave"), this::leave));
        }
        Sheet.open(shell, shell.line("members.title", RoomNames.of(room, shell.texts())), lines, choices);
    }

    private List<Stop> stops() {
        return switch (room.state()) {
            case RoomState.Stopped(List<Stop> stops) -> stops;
            case RoomState.Open _,RoomState.Left _,RoomState.Past _ -> List.of();
        };
    }

    /// Colleagues who are not in it yet.
    void add() {
        shell.office().read(this::others, others -> {
            if (others.isEmpty()) {
                shell.warn("members.nobody-to-add");
            } else {
                new ColleaguePicker(shell, shell.line("members.add"), others, chosen -> chosen
                        .forEach(one -> new RoomChanges(shell).change(room, new ChatChange.Add(one.key()), one.name())))
                        .open();
            }
        });
    }

    private List<Colleague> others(Tx tx) throws VaultException {
        List<Member> inside = shell.desk().chat().rooms().members(tx, room.id());
        return shell.desk().chat().staff().list(tx).stream()
                .filter(colleague -> inside.stream().noneMatch(member -> member.key().equals(colleague.key())))
                .toList();
    }

    /// @param from of those who can be removed, the first that is offered
    private void remove(List<Member> members, int from) {
        List<Member> others = members.stream().filter(member -> member.whose() != Member.Whose.OURS).toList();
        List<Choice> choices = new ArrayList<>(List.of(new Choice('n', shell.line("sheet.back"), () -> {
        })));
        int end = Math.min(from + AT_ONCE, others.size());
        for (int i = from; i < end; i++) {
            Member member = others.get(i);
            choices.add(new Choice((char) ('1' + i - from),
                    Printable.line(member.name() + " <" + member.address() + ">"),
                    () -> new RoomChanges(shell).change(room, new ChatChange.Remove(member.key()), member.name())));
        }
        if (others.size() > AT_ONCE) {
            int next = end == others.size() ? 0 : end;
            choices.add(new Choice('+', shell.line("members.more", others.size()), () -> remove(members, next)));
        }
        Sheet.open(shell, shell.line("members.remove"), List.of(shell.line(Role.PLAIN, "members.remove-text")),
                choices);
    }

    private void rename() {
        Prompt.open(shell, shell.line("members.rename"), shell.line("members.rename-question"), room.name(),
                name -> new RoomChanges(shell).change(room, new ChatChange.Rename(name), name));
    }

    private void serve() {
        Sheet.open(shell, shell.line("members.serve"), List.of(shell.line(Role.PLAIN, "members.serve-text")),
                List.of(new Choice('n', shell.line("sheet.back"), () -> {
                }), new Choice('e', shell.line("members.serve-team"), () -> serve(new Purpose.Team())),
                        new Choice('d', shell.line("members.serve-case"), this::serveCase),
                        new Choice('g', shell.line("members.serve-group"), () -> serve(new Purpose.Group()))));
    }

    private void serveCase() {
        Prompt.open(shell, shell.line("members.serve-case"), shell.line("members.serve-question"),
                typed -> CaseId.parse(typed).ifPresentOrElse(id -> serve(new Purpose.OfCase(id)),
                        () -> shell.warn("members.no-case", typed)));
    }

    private void serve(Purpose purpose) {
        shell.office().change(shell.texts().say("work.writing"),
                _ -> shell.desk().chat().gate().serve(room.id(), purpose, shell.desk().actor()),
                changed -> new RoomChanges(shell).told(changed, Optional.of(room), _ -> shell.tell("members.served")));
    }

    private void leave() {
        Sheet.open(shell, shell.line("members.leave"), List.of(shell.line(Role.PLAIN, "members.leave-text")),
                List.of(new Choice('n', shell.line("sheet.back"), () -> {
                }), new Choice('q', shell.line("members.leave"),
                        () -> new RoomChanges(shell).change(room, new ChatChange.Leave(), room.name()))));
    }
}
