package guichet.inbox.mime;

import java.io.IOException;
import java.util.function.LongSupplier;

/// What is left of the limits for one message. Made for one reading, on one thread.
final class Budget {
    private final ReadLimits limits;
    private final LongSupplier nanoClock;
    private long endNanos;
    private int parts;

    Budget(ReadLimits limits, LongSupplier nanoClock) {
        this.limits = limits;
        this.nanoClock = nanoClock;
        this.endNanos = nanoClock.getAsLong() + limits.time().toNanos();
    }

    ReadLimits limits() {
        return limits;
    }

    boolean timeIsUp() {
        return nanoClock.getAsLong() - endNanos > 0;
    }

    /// What takes long because the message is: its time doesn't count.
    <T> T untimed(Lasting<T> work) throws IOException {
        long began = nanoClock.getAsLong();
        T result = work.perform();
        endNanos += nanoClock.getAsLong() - began;
        return result;
    }

    @FunctionalInterface
    interface Lasting<T> {
        T perform() throws IOException;
    }

    /// Counts one more part of the message.
    void spendPart() throws OverLimit {
        parts++;
        if (parts > limits.parts()) {
            throw new OverLimit();
        }
    }

    void spendTime() throws OverLimit {
        if (timeIsUp()) {
            throw new OverLimit();
        }
    }

    /// Another view of the same message (its decrypted part, say): the clock goes on, the parts count anew.
    void nextLayer() {
        parts = 0;
    }

    /// There is more in the message than is looked at.
    static final class OverLimit extends IOException {
        private static final long serialVersionUID = 1L;

        OverLimit() {
            super("over a limit");
        }
    }
}
