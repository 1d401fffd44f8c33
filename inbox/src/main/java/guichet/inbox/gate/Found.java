package guichet.inbox.gate;

/// What a person has found out about something that may have left: by asking the other side, say.
public enum Found {
    LEFT, NOT_LEFT;

    /// The contract's word, and the journal's.
    public String word() {
        return this == LEFT ? "left" : "not-left";
    }
}
