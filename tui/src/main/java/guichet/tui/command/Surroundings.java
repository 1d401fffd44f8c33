package guichet.tui.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// All that a command has of the machine around it.
///
/// @param out      for answers; UTF-8
/// @param err      for everything else; UTF-8
/// @param terminal where the person is, apart from the streams
/// @param home     the person's own folder
public record Surroundings(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment,
        Optional<Terminal> terminal, Path home) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /// The value of a variable that is set and not empty.
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
