package guichet.keystore;

/// A person of this vault, by their row.
public record PersonId(long number) {
}
