package guichet.tui.screen.term;

/// What a piece of text is on the screen. A [Theme] says how that looks; a role never carries a meaning that a word or a
/// shape beside it does not carry too.
public enum Role {
    PLAIN, DIM, STRONG, FRAME, FRAME_FOCUSED, SELECTED, SELECTED_UNFOCUSED, SAFE, EXPOSED, WARNING, ERROR, NOTE, REPLY, KEY, QUOTE, STATUS, INPUT,
    /** A code for cameras: dark on light, whatever colours the terminal has. */
    CODE
}
