package guichet.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// Real time, shifted into the past: the sample cases grow over weeks while the demo starts.
final class PastClock extends Clock {
    private final Clock real;
    private volatile Duration back;

    PastClock(Clock real, Duration back) {
        this.real = real;
        this.back = back;
    }

    /// So long before now; time only goes forward.
    void ago(Duration before) {
        back = before;
    }

    @Override
    public Instant instant() {
        return real.instant().minus(back);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new PastClock(real.withZone(zone), back);
    }
}
