package guichet.tui.screen;

import guichet.inbox.Channel;
import guichet.inbox.gate.Found;
import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.gate.SignalRefusal;
import guichet.keystore.SignalRecipient;
import guichet.transports.signal.SignalSetback;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What waits, left, failed or is unknown.
final class OutboxView {
    private final Shell shell;
    private final ListLayer<LeavingRow> list;

    OutboxView(Shell shell) {
        this.shell = shell;
        this.list = new ListLayer<>(shell, shell.line("shelf.outbox"), shell.line("outbox.none"),
                tx -> LeavingRow.of(tx, shell.desk(), shell.desk().outbox().list(tx)), this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("outbox.why"), this::why),
                        ListLayer.Act.onRow("r", shell.line("outbox.retry"), each -> retry(each.row())),
                        ListLayer.Act.onRow("t", shell.line("outbox.withdraw"), each -> withdraw(each.row()))));
    }

    void open() {
        list.open();
    }

    private void paint(Canvas row, LeavingRow listed) {
        OutboxRow each = listed.row();
        Role role = switch (each.state()) {
            case SENT -> Role.SAFE;
            case COUNTING, WAITING, CONNECTING, SENDING, WITHDRAWN -> Role.PLAIN;
            case FAILED, UNKNOWN, HELD -> Role.ERROR;
        };
        int x = row.put(0, 0, Printable.line(shell.moments().brief(each.since())).fit(12), Role.DIM) + 1;
        x = row.put(x, 0, Printable.line(shell.texts().of(each.state())).fit(22), role) + 1;
        String what = each.what() == OutboxRow.What.REACTION ? shell.texts().say("outbox.reaction") + "  " : "";
        String rest = what + each.caseId().map(id -> id + "  ").orElse("") + listed.to()
                + listed.why(shell.texts(), shell.moments()).map(why -> "  " + why).orElse("");
        row.put(x, 0, Printable.line(rest).cut(Math.max(0, row.columns() - x)), Role.PLAIN);
    }

    /// The whole of it, which a row has no room for.
    private void why(LeavingRow listed) {
        OutboxRow row = listed.row();
        List<Line> lines = new ArrayList<>(
                List.of(Line.of(Role.STRONG, Printable.line(shell.texts().of(row.state()) + " → " + listed.to()))));
        listed.why(shell.texts(), shell.moments())
                .ifPresent(why -> lines.add(Line.of(Role.PLAIN, Printable.line(why))));
        Optional<String> challenge = row.state() == OutboxRow.State.WAITING
                ? row.error().flatMap(SignalSetback::challenge)
                : Optional.empty();
        challenge.ifPresent(_ -> lines.add(shell.line(Role.PLAIN, "captcha.how")));
        List<Choice> choices = new ArrayList<>(List.of(new Choice('n', shell.line("sheet.back"), () -> {
        })));
        challenge.ifPresent(token -> choices.add(new Choice('k', shell.line("captcha.give"),
                () -> new CaptchaPrompt(shell).open(row.account(), token, list::reload))));
        if (row.channel() == Channel.SIGNAL && row.state() == OutboxRow.State.HELD) {
            SignalRecipient.parse(row.to().getFirst()).map(this::lookAt).ifPresent(choices::add);
        }
        if (row.state() == OutboxRow.State.UNKNOWN) {
            lines.add(shell.line(Role.PLAIN, "outbox.settle-ask"));
            choices.add(found(row, 'l', "outbox.left", Found.LEFT));
            choices.add(found(row, 'p', "outbox.not-left", Found.NOT_LEFT));
        }
        Sheet.open(shell, shell.line("shelf.outbox"), lines, choices);
    }

    private Choice lookAt(SignalRecipient who) {
        return switch (who) {
            case SignalRecipient.Group group -> new Choice('g',
                    Printable.line(shell.texts().of(SignalRefusal.Remedy.LOOK_AT_GROUP)),
                    () -> new GroupSheet(shell, group).open());
            case SignalRecipient.Aci _,SignalRecipient.PhoneNumber _,SignalRecipient.Username _ -> new Choice('v',
                    Printable.line(shell.texts().of(SignalRefusal.Remedy.LOOK_AT_IDENTITY)),
                    () -> new SafetySheet(shell).open(who));
        };
    }

    /// What a person has found out about something unknown, and how.
    private Choice found(OutboxRow row, char letter, String label, Found found) {
        return new Choice(letter, shell.line(label), () -> Prompt.open(shell, shell.line(label),
                shell.line("outbox.how-known"), reason -> shell.office().change(shell.texts().say("work.writing"),
                        _ -> shell.desk().outbox().settle(row.id(), found, reason, shell.desk().actor()), settled -> {
                            switch (settled) {
                                case DONE -> shell.tell(switch (found) {
                                    case LEFT -> "outbox.is-settled-left";
                                    case NOT_LEFT -> "outbox.is-settled-not-left";
                                });
                                case NO_SUCH_ROW, NOT_UNKNOWN -> shell.warn("outbox.nothing-to-settle");
                            }
                            shell.changed().run();
                            list.reload();
                        })));
    }

    /// Another try; what is unknown may then arrive twice, and the person says so.
    private void retry(OutboxRow row) {
        if (row.state() == OutboxRow.State.UNKNOWN) {
            Sheet.open(shell, shell.line("outbox.retry"), List.of(shell.line(Role.WARNING, "outbox.may-arrive-twice")),
                    List.of(new Choice('n', shell.line("sheet.leave"), () -> {
                    }), new Choice('r', shell.line("outbox.retry"), () -> again(row))));
        } else {
            again(row);
        }
    }

    private void again(OutboxRow row) {
        shell.office().change(shell.texts().say("work.writing"),
                _ -> shell.desk().outbox().retry(row.id(), shell.desk().actor()), outcome -> {
                    if (outcome == Outbox.Retry.QUEUED) {
                        shell.desk().channels().hurry();
                        shell.tell("notice.queued");
                    } else {
                        shell.notices().warn(Printable.line(shell.texts().of(outcome)));
                    }
                    list.reload();
                });
    }

    private void withdraw(OutboxRow row) {
        shell.layers().closeAll();
        TakeBack.start(shell, row.id());
    }
}
