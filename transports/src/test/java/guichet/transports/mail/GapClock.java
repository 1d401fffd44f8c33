package guichet.transports.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// A clock that a source asks for the time right after it has fetched, and before it waits for news. Then, once, something happens; the
/// source goes on when it has.
final class GapClock extends Clock {
    /// What people call at once.
    static final Duration AT_ONCE = Duration.ofSeconds(2);
    /// As patient as the product: whoever misses a mail finds it late.
    static final Patience RARELY_PROBING = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5),
            Duration.ofSeconds(5), Patience.DEFAULT.probe(), Patience.DEFAULT.poll(), Duration.ofMillis(50),
            Duration.ofMillis(400), Duration.ofMillis(50));

    private final Clock clock = Clock.system(ZoneOffset.UTC);
    private final Happening happening;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch happened = new CountDownLatch(1);

    @FunctionalInterface
    interface Happening {
        void happen() throws Exception;
    }

    GapClock(Happening happening) {
        this.happening = happening;
    }

    /// How long it takes from then until a mail is on the shelf.
    Duration untilItIsSeen(FakeShelf shelf) throws InterruptedException {
        happened.await();
        long begun = System.nanoTime();
        FakeShelf.until(Duration.ofSeconds(60), () -> shelf.distinct() == 1);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public Instant instant() {
        if (!asked.getAndSet(true)) {
            Callable<Void> work = () -> {
                happening.happen();
                return null;
            };
            try (var elsewhere = Executors.newVirtualThreadPerTaskExecutor()) {
                elsewhere.submit(work).get();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
            happened.countDown();
        }
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }
}
