package guichet.transports.signal;

import guichet.inbox.gate.Courier;
import guichet.inbox.gate.ReceiptCourier;
import guichet.inbox.signal.SignalUpkeep;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries what waits for Signal, and keeps in order what is here of it, on a thread of its own so that mail never waits for it. Sleeps until it is
/// woken or something is due. To be run only while this process holds the vault's courier lock. Any thread.
public final class SignalPost implements AutoCloseable {
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final Courier courier;
    private final ReceiptCourier receipts;
    private final SignalUpkeep upkeep;
    private final Semaphore rings = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;
    private long asked;
    private long done;

    public SignalPost(Courier courier, ReceiptCourier receipts, SignalUpkeep upkeep) {
        this.courier = courier;
        this.receipts = receipts;
        this.upkeep = upkeep;
    }

    /// Begins, or looks again now where it has begun.
    public synchronized void wake() {
        if (thread == null && !stopping) {
            thread = Thread.ofVirtual().name("signal-post").start(this::run);
        }
        asked++;
        rings.release();
    }

    /// Wakes it, and waits until it has looked once at everything that is here now: what is due has been tried then.
    ///
    /// @return whether it has
    public synchronized boolean goRound(Duration most) throws InterruptedException {
        wake();
        long mine = asked;
        long until = System.nanoTime() + most.toNanos();
        while (done < mine && !stopping) {
            long left = (until - System.nanoTime()) / NANOS_IN_MILLI;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return done >= mine;
    }

    private synchronized long asked() {
        return asked;
    }

    private synchronized void done(long round) {
        done = round;
        notifyAll();
    }

    /// Begins nothing more, and waits for what is just leaving.
    ///
    /// @return whether all is at rest
    public boolean finish(Duration most) throws InterruptedException {
        stopping = true;
        rings.release();
        Thread running;
        synchronized (this) {
            notifyAll();
            running = thread;
        }
        return running == null || running.join(most);
    }

    /// Waits until nothing is leaving: what it speaks to has to be ended before, or may take its time.
    @Override
    public void close() {
        try {
            while (!finish(Duration.ofMinutes(1))) {
                rings.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean recovered = false;
        while (!stopping) {
            long round = asked();
            Duration pause;
            try {
                if (!recovered) {
                    courier.recover();
                    upkeep.readAgain(() -> stopping);
                    recovered = true;
                }
                Duration next = courier.deliverDue(() -> stopping);
                receipts.tell(() -> stopping);
                pause = upkeep.expire().filter(due -> due.compareTo(next) < 0).orElse(next);
                done(round);
            } catch (VaultException failure) {
                if (failure.kind() == VaultException.Kind.CLOSED) {
                    return;
                }
                // A full disk, say: what is in the outbox stays there, and what was leaving is unknown.
                recovered = false;
                pause = AFTER_TROUBLE;
            }
            await(pause);
        }
    }

    private void await(Duration pause) {
        try {
            if (rings.tryAcquire(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)) {
                rings.drainPermits();
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
