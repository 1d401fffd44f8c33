package guichet.tui.screen;

import guichet.keystore.SignalRecipient.PhoneNumber;
import guichet.transports.signal.SignalSetup;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Field;
import guichet.tui.screen.widget.Form;
import java.util.List;
import java.util.Optional;

/// Which account on Signal this machine is to become a device of.
final class LinkForm implements Layer {
    private static final List<String> HELP = List.of("link.help.number", "link.help.program");

    private final Shell shell;
    private final Field number = new Field();
    private final Field program = new Field();
    private final Form form;
    private final FormBox box;

    private LinkForm(Shell shell) {
        this.shell = shell;
        this.form = new Form(List.of(new Form.Item(shell.line("link.number"), number),
                new Form.Item(shell.line("link.program"), program)));
        this.box = new FormBox("link.title", "link.intro", form, HELP);
        program.show(SignalSetup.USUAL_PROGRAM);
    }

    static void open(Shell shell) {
        shell.layers().push(new LinkForm(shell));
    }

    /// At the first start: whoever has no account on Signal goes on.
    static void offer(Shell shell) {
        Sheet.open(shell, shell.line("link.offer-title"), List.of(shell.line(Role.PLAIN, "link.offer")),
                List.of(new Choice('n', shell.line("account.later"), () -> {
                }), new Choice('s', shell.line("accounts.link"), () -> open(shell))));
    }

    @Override
    public void draw(Canvas screen) {
        Canvas inside = box.draw(shell, this, screen);
        Hints.keys(inside, 0, inside.rows() - 1, shell.texts().say("key.enter"), shell.texts().say("link.show-code"),
                "Tab", shell.texts().say("compose.next"), shell.texts().say("key.escape"),
                shell.texts().say("account.later"));
        Hints.notice(shell, screen);
    }

    @Override
    public void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> shell.layers().close(this);
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER -> link();
            case Input.Pressed(Key.Ctrl(char c)) when c == 's' -> link();
            default -> form.input(input);
        }
    }

    private void link() {
        Optional<PhoneNumber> known = PhoneNumber.parse(number.text().strip());
        if (known.isEmpty()) {
            form.focus(0);
            shell.warn("link.not-a-number", number.text().strip());
        } else if (program.isBlank()) {
            form.focus(1);
            shell.warn("link.no-program");
        } else {
            LinkView.open(shell, known.get(), program.text().strip());
        }
    }
}
