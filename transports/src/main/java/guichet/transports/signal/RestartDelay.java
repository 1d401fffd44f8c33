package guichet.transports.signal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next start: doubled at each failure up to a limit, each time between half and the whole of it. One thread.
final class RestartDelay {
    private static final int MAX_DOUBLINGS = 20;

    private final SignalPatience patience;
    private final RandomGenerator chance;
    private int failures;

    RestartDelay(SignalPatience patience, RandomGenerator chance) {
        this.patience = patience;
        this.chance = chance;
    }

    Duration next() {
        long millis = Math.min(patience.lastRetry().toMillis(),
                patience.firstRetry().toMillis() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return Duration.ofMillis(millis / 2 + chance.nextLong(millis / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
