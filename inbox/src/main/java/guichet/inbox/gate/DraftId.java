package guichet.inbox.gate;

/// A draft's number in this vault.
public record DraftId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
