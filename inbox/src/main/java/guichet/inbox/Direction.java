package guichet.inbox;

import java.util.Locale;

public enum Direction {
    IN, OUT;

    /// The contract's word.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
