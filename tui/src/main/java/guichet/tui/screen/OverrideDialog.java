package guichet.tui.screen;

import guichet.inbox.gate.ExposureHistory;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.Verdict;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Box;
import guichet.tui.screen.widget.Field;
import guichet.tui.screen.widget.Form;
import guichet.tui.screen.widget.Line;
import guichet.tui.screen.widget.ReadingPane;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The decision that a text leaves in the clear: shows what others will be able to read and how often this happened to
/// that person, and takes a reason and each address typed again. The last reason given is offered, never assumed.
final class OverrideDialog implements Layer {
    private final Shell shell;
    private final Sending sending;
    private final Cleaned cleaned;
    private final Map<Address, Field> typedAgain = new LinkedHashMap<>();
    private final Field reason = new Field();
    private final Form form;
    private final ReadingPane pane = new ReadingPane();
    private final Optional<String> lastReason;
    private final Office.Deed deciding = new Office.Deed();

    /// What would leave, after what may not was taken out.
    ///
    /// @param onceEncrypted those of its files that came or went encrypted before
    record Cleaned(Verdict.Refused refused, Change change, List<AttachedFile> onceEncrypted) {
        Cleaned {
            onceEncrypted = List.copyOf(onceEncrypted);
        }
    }

    enum Change {
        NONE, STRIPPED
    }

    private OverrideDialog(Shell shell, Sending sending, Cleaned cleaned, Map<Address, ExposureHistory> history,
            List<String> safer) {
        this.shell = shell;
        this.sending = sending;
        this.cleaned = cleaned;
        this.lastReason = history.values().stream().flatMap(each -> each.lastReason().stream()).findFirst();
        List<Form.Item> items = new ArrayList<>();
        items.add(new Form.Item(shell.line("override.reason"), reason));
        for (Address address : history.keySet()) {
            Field field = new Field();
            typedAgain.put(address, field);
            items.add(new Form.Item(shell.line("override.again"), field));
        }
        this.form = new Form(items);
        pane.show(lines(history, safer));
    }

    static void open(Shell shell, Sending sending, Cleaned cleaned, List<Address> inClear, List<String> safer) {
        shell.office().read(tx -> history(shell, tx, inClear),
                history -> shell.layers().push(new OverrideDialog(shell, sending, cleaned, history, safer)));
    }

    private static Map<Address, ExposureHistory> history(Shell shell, Tx tx, List<Address> inClear)
            throws VaultException {
        Map<Address, ExposureHistory> found = new LinkedHashMap<>();
        for (Address address : inClear) {
            found.put(address, ExposureHistory.of(tx, shell.desk().journal(), address));
        }
        return found;
    }

    private List<Line> lines(Map<Address, ExposureHistory> history, List<String> safer) {
        MailDraft draft = cleaned.refused().draft();
        List<Line> lines = new ArrayList<>();
        history.forEach((address, exposures) -> {
            lines.add(shell.line(Role.EXPOSED, "override.who", address));
            lines.add(Line.of(Role.PLAIN, Printable.line(shell.texts().count("override.history", exposures.count()))));
        });
        if (!safer.isEmpty()) {
            lines.add(shell.line(Role.SAFE, "override.safer", String.join(" · ", safer)));
        }
        if (cleaned.change() == Change.STRIPPED) {
            lines.add(shell.line(Role.WARNING, "override.stripped"));
        }
        cleaned.onceEncrypted()
                .forEach(file -> lines.add(shell.line(Role.EXPOSED, "override.once-encrypted", file.name())));
        lastReason.ifPresent(last -> lines.add(shell.line(Role.DIM, "override.last-reason", last)));
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.STRONG, "override.readable"));
        lines.add(shell.line(Role.PLAIN, "override.subject", draft.subject()));
        draft.attachments().forEach(file -> lines.add(
                shell.line(Role.PLAIN, "leaving.attachment", file.name(), shell.moments().size(file.size()))));
        for (Printable line : Printable.lines(draft.body())) {
            lines.add(Line.of(Role.PLAIN, Printable.line("│ ").plus(line)));
        }
        return lines;
    }

    @Override
    public void draw(Canvas screen) {
        Box box = new Box(Border.HEAVY, Role.ERROR, shell.line("override.title"));
        Canvas inside = box.centred(screen, Math.min(90, screen.columns() - 4), screen.rows() - 4);
        int formTop = inside.rows() - form.rows() - 3;
        pane.draw(inside.part(0, 0, inside.columns(), formTop), Focus.ELSEWHERE);
        inside.put(0, formTop, shell.line("override.ask").cut(inside.columns()), Role.STRONG);
        form.draw(inside.part(0, formTop + 1, inside.columns(), form.rows()),
                shell.layers().isOnTop(this) ? Focus.HERE : Focus.ELSEWHERE);
        int end = Hints.keys(inside, 0, inside.rows() - 1, "Ctrl-S", shell.texts().say("override.send"),
                shell.texts().say("key.escape"), shell.texts().say("sheet.back"));
        if (lastReason.isPresent()) {
            Hints.keys(inside, end, inside.rows() - 1, "Ctrl-R", shell.texts().say("override.take-last"));
        }
        Hints.notice(shell, screen);
    }

    @Override
    public void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> shell.layers().close(this);
            case Input.Pressed(Key.Named key) when key == Key.Named.PAGE_DOWN || key == Key.Named.PAGE_UP ->
                pane.input(input);
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER && form.focused() < form.rows() - 1 ->
                form.focus(form.focused() + 1);
            case Input.Pressed(Key.Ctrl(char c)) when c == 'r' -> lastReason.ifPresent(reason::show);
            case Input.Pressed(Key.Ctrl(char c)) when c == 's' -> decide();
            default -> form.input(input);
        }
    }

    private void decide() {
        String why = reason.text().strip();
        if (why.codePointCount(0, why.length()) < Gate.MIN_REASON) {
            shell.warn("override.reason-short", Gate.MIN_REASON);
            form.focus(0);
            return;
        }
        for (Map.Entry<Address, Field> each : typedAgain.entrySet()) {
            if (!Address.parse(each.getValue().text()).equals(Optional.of(each.getKey()))) {
                shell.warn("override.address-differs", each.getKey());
                return;
            }
        }
        shell.office().change(deciding, shell.texts().say("work.releasing"), _ -> shell.desk().gate()
                .override(cleaned.refused(), Set.copyOf(typedAgain.keySet()), why, shell.desk().actor(), Grace.AS_SET),
                release -> {
                    if (!(release instanceof Gate.Release.BadOverride)) {
                        shell.layers().close(this);
                    }
                    sending.released(release);
                });
    }
}
