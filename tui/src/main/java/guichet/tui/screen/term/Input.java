package guichet.tui.screen.term;

/// What comes in from a terminal.
public sealed interface Input {
    record Pressed(Key key) implements Input {
    }

    /// Text pasted in one go (bracketed paste): never keys, whatever it holds. Line ends are LF.
    record Pasted(String text) implements Input {
    }

    record Resized(Frame.Size size) implements Input {
    }

    /// The terminal is gone.
    record HungUp() implements Input {
    }
}
