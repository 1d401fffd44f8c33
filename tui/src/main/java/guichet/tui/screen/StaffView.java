package guichet.tui.screen;

import guichet.inbox.chat.ChatAlarm;
import guichet.inbox.chat.Colleague;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The colleagues who may be in rooms, each with the key that a person has pinned; those with another key beside it first.
final class StaffView {
    private final Shell shell;

    StaffView(Shell shell) {
        this.shell = shell;
    }

    /// @param alarms keys that turned up for their address
    private record Row(Colleague colleague, List<ChatAlarm> alarms) {
        Row {
            alarms = List.copyOf(alarms);
        }
    }

    void open() {
        new ListLayer<Row>(shell, shell.line("staff.title"), shell.line("staff.none"), this::rows, this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("staff.open"), this::show),
                        ListLayer.Act.anytime("f", shell.line("staff.join"), () -> new CardPinning(shell).ask()),
                        ListLayer.Act.anytime("i", shell.line("rooms.invite"), () -> new Seat(shell).open())))
                .open();
    }

    /// Goes to what is to be decided about somebody.
    void decide(Address address) {
        shell.office().read(this::rows, rows -> rows.stream()
                .filter(row -> row.colleague().address().equals(address)).findFirst()
                .ifPresentOrElse(this::show, this::open));
    }

    private List<Row> rows(Tx tx) throws VaultException {
        List<ChatAlarm> alarms = shell.desk().chat().alarms().list(tx);
        List<Row> rows = new ArrayList<>();
        for (Colleague colleague : shell.desk().chat().staff().list(tx)) {
            rows.add(new Row(colleague,
                    alarms.stream().filter(alarm -> alarm.address().equals(colleague.address())).toList()));
        }
        rows.sort(Comparator.comparing(row -> row.alarms().isEmpty()));
        return rows;
    }

    private void paint(Canvas row, Row each) {
        Printable how = each.alarms().isEmpty()
                ? Printable.line(shell.texts().of(each.colleague().how()))
                : shell.line("staff.alarm");
        row.put(0, 0, Printable.line(each.colleague().name() + " <" + each.colleague().address() + ">")
                .cut(Math.max(0, row.columns() - how.width() - 2)), Role.PLAIN);
        row.part(0, 0, row.columns() - 1, 1).putRight(0, how, each.alarms().isEmpty() ? Role.DIM : Role.ERROR);
    }

    private void show(Row row) {
        Colleague who = row.colleague();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Role.STRONG, Printable.line(who.name() + " <" + who.address() + ">")));
        lines.add(shell.line(Role.PLAIN, "staff.pinned", shell.moments().day(who.since()), who.by(),
                shell.texts().of(who.how())));
        lines.add(Line.of(Role.STRONG, Printable.line("  " + who.key().spaced())));
        List<Choice> choices = new ArrayList<>(List.of(new Choice('n', shell.line("sheet.back"), () -> {
        })));
        for (ChatAlarm alarm : row.alarms()) {
            lines.add(Line.BLANK);
            lines.add(shell.line(Role.WARNING, "staff.other-key", shell.moments().full(alarm.raised())));
            lines.add(Line.of(Role.WARNING, Printable.line("  " + alarm.other().spaced())));
        }
        if (!row.alarms().isEmpty()) {
            lines.add(shell.line(Role.PLAIN, "staff.what-to-do"));
            choices.add(new Choice('v', shell.line("staff.keep"), () -> keep(who)));
        }
        choices.add(new Choice('r', shell.line("staff.replace"), () -> new CardPinning(shell).ask()));
        choices.add(new Choice('x', shell.line("staff.dismiss"), () -> dismiss(who)));
        boolean alarming = !row.alarms().isEmpty();
        Sheet.open(shell, alarming ? Border.HEAVY : Border.PLAIN, alarming ? Role.WARNING : Role.FRAME_FOCUSED,
                shell.line("staff.one-title"), lines, choices);
    }

    private void keep(Colleague who) {
        shell.office().write(
                tx -> shell.desk().chat().alarms().keepPinned(tx, who.address(), shell.desk().actor()), _ -> {
                    shell.tell("staff.kept", who.name());
                    shell.changed().run();
                });
    }

    private void dismiss(Colleague who) {
        Prompt.open(shell, shell.line("staff.dismiss"), shell.line("staff.dismiss-question", who.name()),
                reason -> shell.office().write(
                        tx -> shell.desk().chat().pinning().dismiss(tx, who.address(), reason, shell.desk().actor()),
                        _ -> {
                            shell.tell("staff.dismissed", who.name());
                            shell.changed().run();
                        }));
    }
}
