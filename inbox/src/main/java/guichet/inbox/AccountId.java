package guichet.inbox;

/// An account's number in this vault.
public record AccountId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
