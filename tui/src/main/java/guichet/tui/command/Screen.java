package guichet.tui.command;

import guichet.tui.text.Lang;
import guichet.tui.text.Tour;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The text UI, as `guichet` alone opens it.
@FunctionalInterface
public interface Screen {
    /// Runs on the caller's thread until the person quits; every vault that it has had is closed then, the first one too.
    ///
    /// @param first open already; else the passphrase is asked for on the screen
    void run(Place place, Optional<Workspace> first) throws IOException;

    /// Which vault is worked on, and how.
    ///
    /// @param person      whose passphrase is taken; empty: anybody's of this vault
    /// @param lang        where the vault's people have set no language
    /// @param environment says what the terminal can do
    /// @param tour        shown along the bottom until it is ended
    record Place(Vaults vaults, Path folder, Optional<String> person, Lang lang, Map<String, String> environment,
            Optional<Tour> tour) {
        public Place {
            environment = Map.copyOf(environment);
        }
    }
}
