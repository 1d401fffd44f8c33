package guichet.keystore;

/// A person outside, by their row.
public record ContactId(long value) {
}
