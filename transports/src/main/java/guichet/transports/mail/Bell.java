package guichet.transports.mail;

import java.time.Duration;

/// Lets a thread sleep until it is rung for, told to stop, or its time is over. Interrupts nobody: a thread in the middle of a commit
/// finishes it. Any thread.
final class Bell {
    private boolean rung;
    private boolean stopped;

    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /// Sleeps at most that long.
    synchronized void await(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); !rung && !stopped && left > 0; left = deadline - System.nanoTime()) {
            try {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException _) {
                stopped = true;
            }
        }
        rung = false;
    }
}
