package guichet.keystore.vault;

import guichet.crypto.Argon2Cost;

/// What a slot may ask this machine to spend on one attempt. A header is read before anything of it can be
/// authenticated, so one that asks for 100 GiB or for an hour must be refused unread.
final class CostBounds {
    private static final int MAX_MEMORY_KIB = 256 * 1024;
    private static final int MAX_ITERATIONS = 16;
    private static final int MAX_PARALLELISM = 16;
    /// Memory times passes: about two seconds.
    private static final long MAX_KIB_WRITTEN = 1024 * 1024;

    private CostBounds() {
    }

    static boolean allow(long memoryKib, long iterations, long parallelism) {
        return iterations >= 1 && iterations <= MAX_ITERATIONS //
                && parallelism >= 1 && parallelism <= MAX_PARALLELISM //
                && memoryKib >= 8 * parallelism && memoryKib <= MAX_MEMORY_KIB //
                && memoryKib * iterations <= MAX_KIB_WRITTEN;
    }

    /// A cost within bounds may still be more than this process was given.
    static void requireMemory(Argon2Cost cost) throws VaultException {
        if (cost.memoryKib() * 1024L > Runtime.getRuntime().maxMemory() / 4 * 3) {
            throw new VaultException(VaultException.Kind.IO, "memory for Argon2");
        }
    }

    static void require(Argon2Cost cost) {
        if (!allow(cost.memoryKib(), cost.iterations(), cost.parallelism())) {
            throw new IllegalArgumentException("an Argon2 cost out of bounds");
        }
    }
}
