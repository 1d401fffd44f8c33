package guichet.transports.signal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A running signal-cli. Any thread.
final class Child {
    /// Between the end of its streams and that of the process, and the other way round.
    private static final Duration DYING = Duration.ofSeconds(1);
    private final Process process;
    private final OutputStream input;
    private final Mutter mutter;
    private final Thread mutterThread;

    private Child(Process process, Consumer<Mutter.Heard> heard) {
        this.process = process;
        this.input = process.getOutputStream();
        this.mutter = new Mutter(process.getErrorStream(), heard);
        this.mutterThread = Thread.ofVirtual().name("signal-mutter").unstarted(mutter::run);
    }

    /// @throws IOException where it can't be started
    static Child start(ProcessBuilder how, Consumer<Mutter.Heard> heard) throws IOException {
        Child child = new Child(how.start(), heard);
        child.mutterThread.start();
        return child;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /// Writes a whole line, or as much of it as goes before the process ends.
    void write(byte[] line) throws IOException {
        input.write(line);
        input.flush();
    }

    /// Why it ended, as far as that can be told.
    SignalFault lastWords() {
        int exit = 0;
        try {
            if (process.waitFor(DYING.toNanos(), TimeUnit.NANOSECONDS)) {
                exit = process.exitValue();
                mutterThread.join(DYING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int code = exit;
        return mutter.last().map(SignalFault::new)
                .orElseGet(() -> new SignalFault(SignalTrouble.DIED, Integer.toString(code)));
    }

    /// Closes its input, which ends signal-cli; ends it where it does not.
    ///
    /// @param grace before each harder step
    void stop(Duration grace) throws InterruptedException {
        Thread.ofVirtual().name("signal-input").start(() -> {
            // On a thread of its own: a request that nobody reads holds the stream.
            try {
                input.close();
            } catch (IOException e) {
                // It is gone already.
            }
        });
        if (!process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS)) {
            end(process.toHandle(), grace);
        }
    }

    /// Ends a process and what it has started, gently first.
    static void end(ProcessHandle handle, Duration grace) throws InterruptedException {
        handle.descendants().forEach(ProcessHandle::destroy);
        handle.destroy();
        try {
            handle.onExit().get(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
            handle.onExit().join();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
