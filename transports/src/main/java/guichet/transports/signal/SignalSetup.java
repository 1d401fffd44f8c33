package guichet.transports.signal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the bridge of one account needs to know.
///
/// @param number      of the account, as +33612345678
/// @param program     what starts signal-cli: a name on the PATH, or a file
/// @param home        a folder of this account inside the vault's
/// @param data        where signal-cli keeps its own state; empty: inside `home`
/// @param ram         where folders live in memory, `/dev/shm`
/// @param environment of this process: PATH and JAVA_HOME are used
public record SignalSetup(String number, String program, Path home, Optional<Path> data, Path ram, Room room,
        Map<String, String> environment) {
    /// What it is called where nobody said otherwise.
    public static final String USUAL_PROGRAM = "signal-cli";
    public static final Path USUAL_RAM = Path.of("/dev/shm");

    public SignalSetup {
        environment = Map.copyOf(environment);
    }

    /// Where signal-cli keeps its own state.
    public Path dataFolder() {
        return data.orElse(home.resolve("data"));
    }
}
