package guichet.keystore;

/// Somebody on Signal, by their row. It is never given to somebody else later.
public record SignalIdentityId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
