package guichet.tui.screen;

import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Tty;
import guichet.tui.screen.term.UnixTty;
import guichet.tui.text.Lang;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The text UI of one vault, on the terminal that the program was started in.
public final class Screen {
    private final Vaults vaults;
    private final Path folder;
    private final Optional<String> person;
    private final Lang lang;
    private final Map<String, String> environment;

    /// @param person      who has to open it, where that was asked for
    /// @param lang        where the vault's people have set none
    /// @param environment for `TERM`, `COLORTERM` and `NO_COLOR`
    public Screen(Vaults vaults, Path folder, Optional<String> person, Lang lang, Map<String, String> environment) {
        this.vaults = vaults;
        this.folder = folder;
        this.person = person;
        this.lang = lang;
        this.environment = Map.copyOf(environment);
    }

    /// Runs until the person quits or the terminal is gone. Asks for the passphrase where nothing is open yet.
    ///
    /// @param first an open vault, which is closed at the end, or at the first lock
    /// @throws IOException where the terminal can't be used
    public void run(Optional<Workspace> first) throws IOException, VaultException {
        try (Tty tty = UnixTty.open(environment)) {
            Optional<Desk> desk = first.isPresent() ? Optional.of(VaultHouse.desk(first.get())) : Optional.empty();
            new TextUi(new VaultHouse(vaults, folder, person), lang, vaults.clock()).run(tty, desk);
        }
    }
}
