package guichet.tui.screen.widget;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;

/// Something on the screen that can be drawn and typed into.
public interface Widget {
    /// Whether keys go to the widget.
    enum Focus {
        HERE, ELSEWHERE
    }

    /// Whether an input meant something to the widget.
    enum Taken {
        YES, NO
    }

    void draw(Canvas canvas, Focus focus);

    Taken input(Input input);
}
