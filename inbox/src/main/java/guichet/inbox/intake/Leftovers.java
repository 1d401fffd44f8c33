package guichet.inbox.intake;

/// What batches leave behind in memory: cleared away before it makes the process large.
///
/// The quick collector lets old garbage grow to the heap's limit before it looks at it; a program that is open all day and takes in mail would
/// end up as large as it is ever allowed to be.
final class Leftovers {
    /// Several times what is needed between two batches, so that few batches pay for it.
    private static final long TOO_MUCH = 80L << 20;

    private Leftovers() {
    }

    static void clear() {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.totalMemory() - runtime.freeMemory() > TOO_MUCH) {
            System.gc();
        }
    }
}
