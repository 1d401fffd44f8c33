package guichet.tui.screen;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import java.time.Instant;
import java.util.Optional;

/// The state of the text UI: takes one event after the other and draws itself. UI thread only.
interface Stage {
    void input(Input input);

    /// Draws what is to be seen now; reads nothing but the state.
    void draw(Canvas canvas);

    /// When something changes by itself; the loop sleeps until then.
    Optional<Instant> wakesAt();

    /// That time has come.
    void wake();

    boolean isOver();
}
