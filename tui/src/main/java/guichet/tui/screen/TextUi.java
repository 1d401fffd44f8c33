package guichet.tui.screen;

import guichet.tui.screen.term.Tty;
import guichet.tui.text.Lang;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/// The text UI on one terminal, from start to end.
public final class TextUi {
    private final House house;
    private final Lang lang;
    private final Clock clock;

    /// @param lang where the vault's people have set no language
    public TextUi(House house, Lang lang, Clock clock) {
        this.house = house;
        this.lang = lang;
        this.clock = clock;
    }

    /// Runs until the person quits or the terminal is gone; the vault is closed then. The calling thread becomes the UI
    /// thread.
    ///
    /// @param first a vault that is open already; else the passphrase is asked for
    public void run(Tty tty, Optional<Desk> first) throws IOException {
        UiThread ui = new UiThread(tty, clock);
        Root root = new Root(house, lang, clock, ui::post);
        first.ifPresent(root::begin);
        ui.run(root);
    }
}
