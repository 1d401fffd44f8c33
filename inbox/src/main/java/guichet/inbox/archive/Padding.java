package guichet.inbox.archive;

/// To what length a sealed archive is filled up, so that its size tells little of what is in it.
///
/// Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", 2019): of a length only the leading bits are kept, so that of a size
/// some log log n bits become known, and at most 12 % are added; everything small is alike.
final class Padding {
    /// 256 KiB: a case with a few letters is no shorter.
    static final long LEAST = 256 * 1024;

    private Padding() {
    }

    static long padded(long length) {
        if (length <= LEAST) {
            return LEAST;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(length);
        int kept = 32 - Integer.numberOfLeadingZeros(exponent);
        long mask = (1L << (exponent - kept)) - 1;
        return (length + mask) & ~mask;
    }
}
