package guichet.transports.signal;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Tells readers that a file of a folder has grown (inotify): nobody has to look again and again. Any thread.
final class Growth implements AutoCloseable {
    private final WatchService watch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;
    private boolean closed;

    private Growth(WatchService watch) {
        this.watch = watch;
    }

    static Growth of(Path folder) throws IOException {
        Growth growth = new Growth(folder.getFileSystem().newWatchService());
        folder.register(growth.watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        Thread.ofVirtual().name("spool-growth").start(growth::run);
        return growth;
    }

    /// How often something has grown: to be read *before* looking at the file, and given to [#await] after it.
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until something has happened since `seen`, or for so long at most.
    ///
    /// @return false once it is closed
    boolean await(long seen, Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (count == seen && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// As if something had grown: who waits looks again.
    void stir() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            watch.close();
        } catch (IOException e) {
            // Nothing is read from it any more.
        }
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = watch.take();
                // At most some hundred times a second: what is written meanwhile is seen by the same look.
                TimeUnit.MILLISECONDS.sleep(2);
                key.pollEvents();
                key.reset();
                stir();
            }
        } catch (ClosedWatchServiceException e) {
            // The end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
