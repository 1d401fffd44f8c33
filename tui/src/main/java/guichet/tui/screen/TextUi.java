package guichet.tui.screen;

import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Tty;
import guichet.tui.text.Lang;
import guichet.tui.text.Tour;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The text UI on one terminal, from start to end.
public final class TextUi {
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private final House house;
    private final Lang lang;
    private final Clock clock;
    private final Optional<Tour> tour;

    /// @param lang where the vault's people have set no language
    /// @param tour shown along the bottom until it is ended
    public TextUi(House house, Lang lang, Clock clock, Optional<Tour> tour) {
        this.house = house;
        this.lang = lang;
        this.clock = clock;
        this.tour = tour;
    }

    /// Runs until the person quits or the terminal is gone; the vault is closed then. The calling thread becomes the UI
    /// thread.
    ///
    /// @param first a vault that is open already; else the passphrase is asked for
    public void run(Tty tty, Optional<Desk> first) throws IOException {
        run(tty, root -> first.ifPresent(root::begin));
    }

    /// As [#run(Tty, Optional)], and begins by making the vault that is not there yet.
    public void run(Tty tty, Foundation foundation) throws IOException {
        run(tty, root -> root.begin(foundation));
    }

    private void run(Tty tty, Consumer<Root> beginning) throws IOException {
        UiThread ui = new UiThread(tty, clock);
        Root root = new Root(house, lang, clock, new TourStrip(tour), ui::post);
        beginning.accept(root);
        CountDownLatch ended = new CountDownLatch(1);
        Thread farewell = Thread.ofPlatform().unstarted(() -> farewell(ui, ended));
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            ui.run(root);
        } finally {
            ended.countDown();
            forget(farewell);
        }
    }

    /// The program is told to end from outside (SIGTERM, SIGHUP): what is being written is kept first.
    private static void farewell(UiThread ui, CountDownLatch ended) {
        ui.post(new UiThread.Event.Came(new Input.HungUp()));
        try {
            ended.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            // It is just that end.
        }
    }
}
