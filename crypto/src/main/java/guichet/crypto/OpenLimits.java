package guichet.crypto;

/// How far a stranger's message may expand.
///
/// @param maxPlaintextBytes at every layer, decrypted and decompressed
public record OpenLimits(long maxPlaintextBytes) {
    public OpenLimits {
        if (maxPlaintextBytes < 0 || maxPlaintextBytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("a plaintext has to fit an array");
        }
    }
}
