package guichet.tui.command;

import guichet.tui.text.Lang;
import java.util.List;

/// A command that a module above this one adds; found by [java.util.ServiceLoader].
public interface ExtraCommand {
    /// As typed: one word.
    String name();

    /// One line for the list of commands.
    String summary(Lang lang);

    /// What `--help` shows.
    String help(Lang lang);

    /// Runs it on the caller's thread.
    ///
    /// @param arguments what was typed after its name, without the general options
    /// @return the exit code
    int run(List<String> arguments, Lang lang, Surroundings around, Parts parts);
}
