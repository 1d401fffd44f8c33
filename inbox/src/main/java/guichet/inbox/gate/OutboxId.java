package guichet.inbox.gate;

/// The number of one mail that leaves or waits to leave.
public record OutboxId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
