package guichet.tui.screen;

import guichet.keystore.SignalRecipient.PhoneNumber;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.ChannelTrouble;
import guichet.tui.text.Printable;
import guichet.tui.text.QrCode;
import guichet.tui.workspace.LinkAttempt;
import guichet.tui.workspace.LinkAttempt.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The code that a telephone scans, over the whole screen, and what became of it. Leaving it, or locking, ends the attempt.
final class LinkView implements Layer {
    private static final int BESIDE = 30;

    private final Shell shell;
    private final PhoneNumber number;
    private final String program;
    private final LinkAttempt attempt;
    private @Nullable Scan scan;
    private Form form = Form.CODE;
    private boolean over;

    private record Scan(String uri, QrCode code) {
    }

    private enum Form {
        CODE, TEXT
    }

    private LinkView(Shell shell, PhoneNumber number, String program) {
        this.shell = shell;
        this.number = number;
        this.program = program;
        this.attempt = shell.desk().signal().desk().attempt(number, program, shell.desk().actor());
    }

    static void open(Shell shell, PhoneNumber number, String program) {
        LinkView view = new LinkView(shell, number, program);
        shell.layers().push(view);
        shell.office().accompany(() -> view.attempt.run(uri -> shell.office().soon(() -> view.show(uri))), view::ended,
                sentence -> view.failed(Printable.line(sentence)));
    }

    private void show(String uri) {
        scan = new Scan(uri, QrCode.of(uri));
    }

    @Override
    public void draw(Canvas screen) {
        screen.fill(Role.PLAIN);
        Scan shown = scan;
        if (shown == null) {
            text(screen.part(2, 1, screen.columns() - 4, screen.rows() - 1),
                    List.of(shell.line(Role.STRONG, "link.title"), Line.BLANK,
                            shell.line(Role.PLAIN, "link.starting", number.e164())));
        } else if (form == Form.TEXT) {
            asText(screen, shown);
        } else {
            code(screen, shown.code());
        }
        Hints.notice(shell, screen);
    }

    /// From the first column on, so that a terminal gives it whole to whoever marks it.
    private void asText(Canvas screen, Scan shown) {
        int y = text(screen, List.of(shell.line(Role.PLAIN, "link.as-text"), Line.BLANK));
        for (Printable piece : Printable.line(shown.uri()).wrap(screen.columns())) {
            screen.put(0, y++, piece, Role.STRONG);
        }
        text(screen.part(0, y + 1, screen.columns(), screen.rows() - y - 1), keys());
    }

    private void code(Canvas screen, QrCode code) {
        if (code.columns() > screen.columns() || code.rows() > screen.rows()) {
            List<Line> lines = new java.util.ArrayList<>(List.of(shell.line(Role.STRONG, "link.title"), Line.BLANK,
                    shell.line(Role.WARNING, "link.too-small", code.columns(), code.rows(), screen.columns(),
                            screen.rows()),
                    Line.BLANK));
            lines.addAll(keys());
            text(screen.part(2, 1, screen.columns() - 4, screen.rows() - 1), lines);
            return;
        }
        int y = Math.min(1, screen.rows() - code.rows());
        for (String row : code.lines()) {
            screen.put(0, y++, Printable.line(row), Role.CODE);
        }
        int x = code.columns() + 2;
        if (screen.columns() - x >= BESIDE) {
            List<Line> lines = new java.util.ArrayList<>(List.of(shell.line(Role.STRONG, "link.title"), Line.BLANK,
                    shell.line(Role.PLAIN, "link.how"), Line.BLANK, shell.line(Role.PLAIN, "link.whose", number.e164()),
                    Line.BLANK, shell.line(Role.DIM, "link.waiting"), Line.BLANK));
            lines.addAll(keys());
            text(screen.part(x, 0, Math.min(60, screen.columns() - x - 1), screen.rows()), lines);
        }
    }

    private List<Line> keys() {
        String other = form == Form.TEXT ? "link.as-code-key" : "link.as-text-key";
        return List.of(Line.of(Role.KEY, Printable.line("u ")).and(Role.DIM, shell.line(other)),
                Line.of(Role.KEY, shell.line("key.escape")).and(Role.DIM, Printable.line(" ").plus(
                        shell.line("link.cancel"))));
    }

    private static int text(Canvas canvas, List<Line> lines) {
        int y = 0;
        for (Line line : lines) {
            for (Line piece : line.wrap(Math.max(2, canvas.columns()))) {
                piece.draw(canvas, 0, y++);
            }
        }
        return y;
    }

    @Override
    public void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> {
                shell.tell("link.cancelled");
                leave();
            }
            case Input.Pressed(Key.Typed(String typed)) when typed.equals("u") ->
                form = form == Form.CODE ? Form.TEXT : Form.CODE;
            default -> {
            }
        }
    }

    @Override
    public void keep() {
        end();
    }

    private void leave() {
        shell.layers().close(this);
        end();
    }

    /// Ending a process takes its time.
    private void end() {
        if (!over) {
            over = true;
            Thread.ofVirtual().name("link-cancel").start(attempt::cancel);
        }
    }

    private void ended(Outcome outcome) {
        switch (outcome) {
            case Outcome.Linked _ -> linked("link.done");
            case Outcome.AlreadyLinked _ -> linked("link.already");
            case Outcome.Cancelled _ -> over = true;
            case Outcome.OtherAccount other -> failed(shell.line("link.other", other.number()));
            case Outcome.TimedOut _ -> failed(shell.line("link.timed-out"));
            case Outcome.ServedElsewhere _ -> failed(shell.line("link.elsewhere"));
            case Outcome.Failed failed ->
                failed(Printable.line(ChannelTrouble.sentence(failed.fault().stored(), shell.texts())));
        }
    }

    private void linked(String sentence) {
        over = true;
        shell.layers().closeAll();
        shell.desk().channels().hurry();
        shell.tell(sentence, number.e164());
        shell.changed().run();
    }

    private void failed(Printable why) {
        boolean left = over;
        over = true;
        if (left) {
            return;
        }
        shell.layers().close(this);
        Sheet.open(shell, Border.HEAVY, Role.ERROR, shell.line("link.failed-title"),
                List.of(Line.of(Role.WARNING, why), Line.BLANK, shell.line(Role.PLAIN, "link.nothing-added")),
                List.of(new Choice('n', shell.line("sheet.back"), () -> {
                }), new Choice('g', shell.line("link.again"), () -> open(shell, number, program))));
    }
}
