package guichet.transports.signal;

import java.time.Duration;
import java.time.Instant;

/// How long a linked device that says nothing to Signal's service stays one.
public final class DeviceLife {
    /// Signal unlinks a device that was silent for so long; the service says neither when nor that it will.
    private static final Duration UNLINKED_AFTER = Duration.ofDays(30);
    /// From here on people are told.
    private static final long SOON = 14;

    private DeviceLife() {
    }

    /// Whole days, 0 where it may have happened.
    public static long daysLeft(Instant lastContact, Instant now) {
        return Math.max(0, Duration.between(now, lastContact.plus(UNLINKED_AFTER)).toDays());
    }

    /// Whether somebody should see to it that the account gets in touch.
    public static boolean endsSoon(Instant lastContact, Instant now) {
        return daysLeft(lastContact, now) < SOON;
    }
}
