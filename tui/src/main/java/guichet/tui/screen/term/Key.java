package guichet.tui.screen.term;

/// One key that a person pressed.
public sealed interface Key {
    /// A character, typed; one code point.
    record Typed(String text) implements Key {
    }

    /// The control key and a lower-case letter (or one of `\ ] ^ _` or space).
    record Ctrl(char letter) implements Key {
    }

    /// The alt key and a character.
    record Alt(char letter) implements Key {
    }

    /// A key with a name.
    enum Named implements Key {
        ENTER, ESCAPE, BACKSPACE, DELETE, INSERT, TAB, BACK_TAB, UP, DOWN, LEFT, RIGHT, WORD_LEFT, WORD_RIGHT, HOME, END, START, FINISH, PAGE_UP, PAGE_DOWN, F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12
    }
}
