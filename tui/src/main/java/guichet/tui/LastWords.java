package guichet.tui;

import guichet.tui.command.Guichet;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Nobody is ever shown a trace of the stack, nor what a library prints by itself: it would stand across the screen, and may quote what was worked on.
/// What ended a thread for which nobody answers is kept, and told in a sentence when the program ends.
final class LastWords implements Thread.UncaughtExceptionHandler {
    private final AtomicReference<Optional<Throwable>> first = new AtomicReference<>(Optional.empty());

    private LastWords() {
    }

    /// From now on, in this process. Our own words have a stream of their own.
    static LastWords instead() {
        LastWords words = new LastWords();
        Thread.setDefaultUncaughtExceptionHandler(words);
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return words;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable bug) {
        first.compareAndSet(Optional.empty(), Optional.of(bug));
    }

    /// Says what happened first, where anything did; in plain English where not even the sentences can be read.
    ///
    /// @return whether there was anything to tell
    boolean tell(List<String> arguments, Map<String, String> environment, PrintStream err) {
        Optional<Throwable> bug = first.get();
        bug.ifPresent(each -> err.println(sentence(each, arguments, environment)));
        return bug.isPresent();
    }

    private static String sentence(Throwable bug, List<String> arguments, Map<String, String> environment) {
        try {
            return Guichet.sentence(bug, arguments, environment);
        } catch (RuntimeException | LinkageError e) {
            return "Guichet can't run: its files are not whole, or this machine has no memory left. Install it again.";
        }
    }
}
