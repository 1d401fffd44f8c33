package guichet.tui.command;

import java.io.IOException;
import java.util.List;

/// The terminal that a person sits at, whatever the standard streams are connected to.
public interface Terminal {
    /// Whether standard output is this terminal.
    boolean showsOutput();

    /// Asks for one line and does not show what is typed.
    ///
    /// @return what was typed, without its line end; the caller wipes it
    char[] askHidden(String prompt) throws IOException;

    /// Shows text on the alternate screen until the person has read it; nothing of it stays in the scrollback.
    ///
    /// @param lines without control characters
    /// @param hint  the last line of each page: which keys do what
    void page(List<String> lines, String hint) throws IOException;
}
