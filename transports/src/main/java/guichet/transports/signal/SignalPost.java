package guichet.transports.signal;

import guichet.inbox.gate.Courier;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries what waits for Signal, on a thread of its own so that mail never waits for it. To be run only while this process holds the vault's
/// courier lock. Any thread.
public final class SignalPost implements AutoCloseable {
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final Courier courier;
    private final Semaphore rings = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    public SignalPost(Courier courier) {
        this.courier = courier;
    }

    /// Begins, or looks again now where it has begun.
    public synchronized void wake() {
        if (thread == null && !stopping) {
            thread = Thread.ofVirtual().name("signal-post").start(this::run);
        }
        rings.release();
    }

    /// Begins nothing more, and waits for what is just leaving.
    ///
    /// @return whether all is at rest
    public boolean finish(Duration most) throws InterruptedException {
        stopping = true;
        rings.release();
        Thread running;
        synchronized (this) {
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
            Duration pause;
            try {
                if (!recovered) {
                    courier.recover();
                    recovered = true;
                }
                pause = courier.deliverDue(() -> stopping);
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
