package guichet.transports.signal;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How an account fares now, and who is told of each change. signal-cli says when its connection breaks and each time that it can't be
/// made again; not when it is. So silence means that it is.
///
/// Any thread.
final class HealthBox {
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final Consumer<SignalHealth> listener;
    private final Clock clock;
    private volatile SignalHealth health = SignalHealth.AT_FIRST;
    /// When silence means that the connection stands again, by [System#nanoTime()].
    private @Nullable Long reconnectedAt;

    HealthBox(Consumer<SignalHealth> listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    SignalHealth now() {
        return health;
    }

    synchronized void change(UnaryOperator<SignalHealth> how) {
        SignalHealth next = how.apply(health);
        if (!next.equals(health)) {
            health = next;
            notifyAll();
            listener.accept(next);
        }
    }

    /// Waits while it is starting, or until the time is over.
    synchronized void awaitStart(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        long left = most.toMillis();
        while (health.state() == SignalHealth.State.STARTING && left > 0) {
            wait(left);
            left = (until - System.nanoTime()) / NANOS_IN_MILLI;
        }
    }

    /// The service gave a sign.
    synchronized void heard() {
        reconnectedAt = null;
        change(now -> now.heard(clock.instant()));
    }

    /// The connection broke.
    ///
    /// @param silence after how much of it the connection stands again
    synchronized void reconnecting(Duration silence) {
        reconnectedAt = System.nanoTime() + silence.toNanos();
        change(now -> now.with(new SignalFault(SignalTrouble.SERVICE_UNREACHABLE)));
    }

    /// Nanoseconds until [#look()] may find something; empty where nothing is waited for.
    synchronized OptionalLong untilLook() {
        return reconnectedAt == null ? OptionalLong.empty() : OptionalLong.of(reconnectedAt - System.nanoTime());
    }

    /// Whether it has been silent for long enough.
    synchronized void look() {
        if (reconnectedAt != null && System.nanoTime() - reconnectedAt >= 0) {
            reconnectedAt = null;
            change(now -> now.without(SignalTrouble.SERVICE_UNREACHABLE));
        }
    }
}
