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
    private final AtomicReference<Optional<Throwable>> beside = new AtomicReference<>(Optional.empty());
    private Optional<Throwable> ending = Optional.empty();

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
        beside.compareAndSet(Optional.empty(), Optional.of(bug));
    }

    /// The command itself was ended by it; for the thread that tells.
    void commandEnded(Throwable bug) {
        ending = Optional.of(bug);
    }

    /// Says what ended the command, else what first ended a thread beside it; in plain English where not even the sentences can be read.
    ///
    /// @return whether there was anything to tell
    boolean tell(List<String> arguments, Map<String, String> environment, PrintStream err) {
        Optional<Throwable> aside = beside.get();
        if (ending.isEmpty() && aside.isEmpty()) {
            return false;
        }
        err.println(sentence(aside, arguments, environment));
        return true;
    }

    private String sentence(Optional<Throwable> aside, List<String> arguments, Map<String, String> environment) {
        try {
            return ending.isPresent()
                    ? Guichet.ended(ending.get(), arguments, environment)
                    : Guichet.endedBeside(aside.orElseThrow(), arguments, environment);
        } catch (RuntimeException | LinkageError e) {
            return "Guichet can't run: its files are not whole, or this machine has no memory left. Install it again.";
        }
    }
}
