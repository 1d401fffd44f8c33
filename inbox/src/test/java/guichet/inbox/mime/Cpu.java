package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/// The time that one message takes, counted on this thread's processor: other programs on the machine don't count.
final class Cpu {
    private static final long MOST_NANOS = 5_000_000_000L;

    private Cpu() {
    }

    static <T> T atMostFiveSeconds(Supplier<T> work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        T result = work.get();
        long spent = threads.getCurrentThreadCpuTime() - start;
        assertTrue(spent < MOST_NANOS, () -> "took " + spent / 1_000_000 + " ms");
        return result;
    }
}
