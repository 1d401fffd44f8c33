package guichet.transports.mail;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: doubled at each failure up to a limit, and each time between half and the whole of it, so
/// that many clients of a server that comes back don't come at once. One thread.
final class Backoff {
    private static final int MAX_DOUBLINGS = 20;

    private final Duration first;
    private final Duration last;
    private final RandomGenerator chance;
    private int failures;

    Backoff(Patience patience, RandomGenerator chance) {
        this.first = patience.firstRetry();
        this.last = patience.lastRetry();
        this.chance = chance;
    }

    Duration next() {
        long millis = Math.min(last.toMillis(), first.toMillis() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return Duration.ofMillis(millis / 2 + chance.nextLong(millis / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
