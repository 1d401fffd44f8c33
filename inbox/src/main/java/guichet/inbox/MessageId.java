package guichet.inbox;

/// A message's number in this vault. Not the Message-ID header, which strangers write.
public record MessageId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
