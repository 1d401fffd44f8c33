package guichet.tui.screen.term;

import java.io.IOException;

/// A terminal that shows frames and gives what a person types. [#read()] is called by one thread, the rest by another.
public interface Tty extends AutoCloseable {
    Frame.Size size() throws IOException;

    /// Shows what changed since the frame before.
    void show(Frame frame) throws IOException;

    /// Shows a frame whole, whatever the terminal made of the one before: after a resize.
    void showWhole(Frame frame) throws IOException;

    /// Waits for the next input.
    Input read() throws IOException;

    /// Gives the terminal back as it was; what was shown is gone from it.
    @Override
    void close() throws IOException;
}
