package guichet.tui.screen;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;

/// One view, or a sheet over it. The topmost layer gets the keys; all are drawn. UI thread only.
interface Layer {
    void draw(Canvas screen);

    void input(Input input);

    /// Something was written, here or by another process: what this layer shows of the vault may be old.
    default void reload() {
    }

    /// How many columns at the right it takes for itself, so that the layers below stay whole beside it; 0 for one that lies over them.
    default int beside(int columns) {
        return 0;
    }

    /// The vault is about to be closed: whatever was written is put into it now, on this thread.
    default void keep() {
    }
}
