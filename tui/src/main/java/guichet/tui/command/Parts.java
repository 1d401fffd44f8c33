package guichet.tui.command;

import guichet.tui.workspace.Vaults;
import java.util.List;

/// What the program is put together from.
///
/// @param extras commands of the modules above
public record Parts(Vaults vaults, Screen screen, List<ExtraCommand> extras) {
    public Parts {
        extras = List.copyOf(extras);
    }
}
