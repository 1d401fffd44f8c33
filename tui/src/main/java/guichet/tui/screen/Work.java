package guichet.tui.screen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Whatever takes time: each task on a virtual thread of its own, its outcome an event. Called on the UI thread.
final class Work implements AutoCloseable {
    /// After this long a task is shown, with its progress and the way to cancel it.
    static final Duration SHOWN_AFTER = Duration.ofMillis(500);
    private static final Duration REDRAW = Duration.ofMillis(200);

    private final Consumer<UiThread.Event> post;
    private final Clock clock;
    private final List<Running> running = new ArrayList<>();
    private boolean closed;

    /// Something that may take long. It looks at its progress now and then and stops where it was cancelled.
    @FunctionalInterface
    interface Task<T> {
        T run(Progress progress) throws Failure;
    }

    /// How far a task is; written by the task, read by the UI thread.
    static final class Progress {
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong total = new AtomicLong();
        private volatile boolean cancelled;

        void at(long doneNow, long totalNow) {
            done.set(doneNow);
            total.set(totalNow);
        }

        long done() {
            return done.get();
        }

        /// 0 where it isn't known.
        long total() {
            return total.get();
        }

        boolean isCancelled() {
            return cancelled;
        }
    }

    /// What may be done to a task before its end.
    enum Ending {
        /** It may be stopped: nothing is lost. */
        STOPPABLE,
        /** The same, and what became of it is said even then. */
        STOPPABLE_WITH_A_WORD,
        /** It writes: it is never interrupted, and locking waits for it. */
        TO_THE_END,
        /** The same; a view of its own shows it, and can end it early. */
        SHOWN_BY_ITS_VIEW
    }

    /// A task that is under way.
    static final class Running {
        private final String label;
        private final Ending ending;
        private final Instant since;
        private final Progress progress = new Progress();
        private final Thread thread;

        private Running(String label, Ending ending, Instant since, Thread.Builder.OfVirtual builder,
                Consumer<Running> body) {
            this.label = label;
            this.ending = ending;
            this.since = since;
            this.thread = builder.unstarted(() -> body.accept(this));
        }

        String label() {
            return label;
        }

        Progress progress() {
            return progress;
        }

        boolean isStoppable() {
            return ending == Ending.STOPPABLE || ending == Ending.STOPPABLE_WITH_A_WORD;
        }

        private boolean hasABar() {
            return ending != Ending.SHOWN_BY_ITS_VIEW;
        }

        /// Nothing will come of it but the word that is promised; where it may be stopped, it is.
        void cancel() {
            progress.cancelled = true;
            if (isStoppable()) {
                thread.interrupt();
            }
        }
    }

    Work(Consumer<UiThread.Event> post, Clock clock) {
        this.post = post;
        this.clock = clock;
    }

    /// Starts a task; one of the two takes its outcome, later, on the UI thread. Nothing comes of a cancelled one, unless a word was promised.
    <T> Running start(String label, Ending ending, Task<T> task, Consumer<T> done, Consumer<Failure> failed) {
        Running run = new Running(label, ending, clock.instant(), Thread.ofVirtual().name("work"), self -> {
            try {
                T result = task.run(self.progress);
                post.accept(new UiThread.Event.Done(() -> finish(self, () -> done.accept(result))));
            } catch (Failure failure) {
                post.accept(new UiThread.Event.Done(() -> finish(self, () -> failed.accept(failure))));
            } catch (RuntimeException | Error bug) {
                post.accept(new UiThread.Event.Broken(bug));
            }
        });
        running.add(run);
        run.thread.start();
        return run;
    }

    /// Something that a task has to show before its end. Any thread.
    void soon(Runnable show) {
        post.accept(new UiThread.Event.Done(show));
    }

    private void finish(Running run, Runnable then) {
        running.remove(run);
        if (!run.progress.isCancelled() || (run.ending == Ending.STOPPABLE_WITH_A_WORD && !closed)) {
            then.run();
        }
    }

    /// The oldest task that has been running long enough to be shown.
    Optional<Running> shown() {
        Instant before = clock.instant().minus(SHOWN_AFTER);
        return running.stream().filter(Running::hasABar).filter(run -> !run.since.isAfter(before)).findFirst();
    }

    boolean isIdle() {
        return running.isEmpty();
    }

    /// When the screen must be drawn again on account of what runs.
    Optional<Instant> wakesAt() {
        Instant now = clock.instant();
        return running.stream().filter(Running::hasABar).findFirst().map(run -> run.since.plus(SHOWN_AFTER))
                .map(due -> due.isAfter(now) ? due : now.plus(REDRAW));
    }

    /// Those that locking has to wait for.
    List<Thread> toTheEnd() {
        return running.stream().filter(run -> !run.isStoppable()).map(run -> run.thread).toList();
    }

    /// Cancels all that may be stopped; nothing comes of the rest.
    @Override
    public void close() {
        closed = true;
        running.forEach(Running::cancel);
    }
}
