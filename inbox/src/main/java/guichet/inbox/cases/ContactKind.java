package guichet.inbox.cases;

import java.util.Locale;

/// How people met in the clear.
public enum ContactKind {
    CALL, MEETING, LETTER;

    /// The contract's word.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
