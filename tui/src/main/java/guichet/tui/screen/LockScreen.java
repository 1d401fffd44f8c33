package guichet.tui.screen;

import guichet.crypto.Secret;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Box;
import guichet.tui.screen.widget.SecretField;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.text.Printable;
import java.util.Arrays;
import java.util.function.Consumer;

/// All that is seen while the vault is locked: since when, that nothing is received meanwhile, and where the passphrase
/// goes.
final class LockScreen {
    private final SecretField field = new SecretField();
    private final Printable title;
    private final Printable since;
    private final Printable ask;
    private final Printable hint;
    private Printable message = Printable.EMPTY;
    private State state = State.ASKING;

    enum State {
        ASKING, OPENING,
        /** What was open is being closed: nothing can be opened before that. */
        CLOSING
    }

    LockScreen(Printable title, Printable since, Printable ask, Printable hint) {
        this.title = title;
        this.since = since;
        this.ask = ask;
        this.hint = hint;
    }

    void enter(State now, Printable why) {
        state = now;
        message = why;
    }

    State state() {
        return state;
    }

    void draw(Canvas screen) {
        Canvas inside = new Box(Border.DOUBLE, Role.FRAME_FOCUSED, title).centred(screen,
                Math.min(64, screen.columns() - 6), 9);
        var told = since.wrap(Math.max(2, inside.columns()));
        for (int y = 0; y < told.size(); y++) {
            inside.put(0, y, told.get(y), Role.PLAIN);
        }
        inside.put(0, 3, ask, Role.STRONG);
        field.draw(inside.part(0, 4, inside.columns(), 1), state == State.OPENING ? Focus.ELSEWHERE : Focus.HERE);
        var why = message.wrap(Math.max(2, inside.columns()));
        for (int y = 0; y < Math.min(2, why.size()); y++) {
            inside.put(0, 6 + y, why.get(y), Role.WARNING);
        }
        inside.put(0, 8, hint.cut(inside.columns()), Role.DIM);
    }

    /// Gives what was typed, on Enter; the taker closes it.
    void input(Input input, Consumer<Secret> entered) {
        if (input instanceof Input.Pressed(Key.Named key) && key == Key.Named.ENTER) {
            if (state == State.ASKING && !field.isEmpty()) {
                char[] typed = field.take();
                Secret secret = Secret.of(typed);
                Arrays.fill(typed, '\0');
                entered.accept(secret);
            }
        } else {
            field.input(input);
        }
    }

    /// Forgets what was typed.
    void forget() {
        field.close();
    }
}
