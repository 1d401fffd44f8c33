package guichet.crypto;

/// What one Argon2id derivation costs (RFC 9106, 3.1).
///
/// @param memoryKib   memory, in KiB; at least 8 for each lane
/// @param iterations  passes over the memory
/// @param parallelism lanes
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {
    public Argon2Cost {
        if (parallelism < 1 || parallelism > 255 || iterations < 1 || memoryKib < 8 * parallelism) {
            throw new IllegalArgumentException("not an Argon2 cost");
        }
    }
}
