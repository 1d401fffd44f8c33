package guichet.inbox.cases;

import java.time.Instant;

/// Where a message stands in every list and in the search index: the highest comes first.
///
/// It is the second at which the message was written, as its author claims, but never later than it was received, so
/// that a date in the future can't hold a message on top. Of one second, the one stored last comes first. No two
/// messages share a place, and 64 bits hold it: 34 for the seconds (to the year 2514), 29 for the number.
final class Place {
    static final int NUMBER_BITS = 29;
    static final long LAST = Long.MAX_VALUE;
    private static final long LAST_NUMBER = (1L << NUMBER_BITS) - 1;
    private static final long LAST_SECOND = (1L << 34) - 1;

    private Place() {
    }

    static long of(Instant date, Instant received, long number) {
        if (number < 0 || number > LAST_NUMBER) {
            throw new IllegalStateException("a vault holds at most " + LAST_NUMBER + " messages");
        }
        long second = Math.min(date.getEpochSecond(), received.getEpochSecond());
        return Math.clamp(second, 0, LAST_SECOND) << NUMBER_BITS | number;
    }
}
