package guichet.tui.screen;

import guichet.tui.screen.term.Frame;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Tty;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The loop: one event after the other changes the state, then one frame is shown. Nothing else touches the terminal or the
/// state. Between events it sleeps. Other threads speak to it through [#post(Event)] alone.
final class UiThread {
    /// Something that happened.
    sealed interface Event {
        record Came(Input input) implements Event {
        }

        /// Work of another thread is done; what follows from it is run on the UI thread.
        record Done(Runnable then) implements Event {
        }

        /// A bug in another thread; it falls here, where the terminal is restored on the way.
        record Broken(Throwable bug) implements Event {
        }
    }

    private final Tty tty;
    private final Clock clock;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    /// After this nothing is drawn: the terminal is somebody else's again.
    private boolean terminalGone;

    UiThread(Tty tty, Clock clock) {
        this.tty = tty;
        this.clock = clock;
    }

    /// Any thread.
    void post(Event event) {
        events.add(event);
    }

    /// Runs until the stage is over; the calling thread becomes the UI thread.
    void run(Stage stage) throws IOException {
        listen();
        Frame.Size size = tty.size();
        tty.showWhole(frame(stage, size));
        while (!stage.isOver()) {
            @Nullable
            Event event = next(stage.wakesAt());
            boolean resized = false;
            if (event == null) {
                stage.wake();
            }
            while (event != null) {
                if (event instanceof Event.Came(Input.Resized(Frame.Size now))) {
                    size = now;
                    resized = true;
                }
                terminalGone |= event instanceof Event.Came(Input.HungUp _);
                apply(event, stage);
                event = stage.isOver() ? null : events.poll();
            }
            if (!terminalGone && !stage.isOver()) {
                show(frame(stage, size), resized ? Tty::showWhole : Tty::show);
            }
        }
    }

    @FunctionalInterface
    private interface Showing {
        void show(Tty tty, Frame frame) throws IOException;
    }

    private void show(Frame frame, Showing way) throws IOException {
        way.show(tty, frame);
    }

    private void listen() {
        Thread.ofVirtual().name("input").start(() -> {
            try {
                Input input;
                do {
                    input = tty.read();
                    post(new Event.Came(input));
                } while (!(input instanceof Input.HungUp));
            } catch (IOException e) {
                post(new Event.Came(new Input.HungUp()));
            }
        });
    }

    private @Nullable Event next(Optional<Instant> deadline) {
        try {
            if (deadline.isEmpty()) {
                return events.take();
            }
            long millis = Math.max(0, Duration.between(clock.instant(), deadline.get()).toMillis() + 1);
            return events.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Event.Came(new Input.HungUp());
        }
    }

    private static void apply(Event event, Stage stage) {
        switch (event) {
            case Event.Came(Input input) -> stage.input(input);
            case Event.Done(Runnable then) -> then.run();
            case Event.Broken(Throwable bug) -> throw new IllegalStateException("a bug outside the UI thread", bug);
        }
    }

    private static Frame frame(Stage stage, Frame.Size size) {
        Frame frame = new Frame(size);
        stage.draw(frame.canvas());
        return frame;
    }
}
