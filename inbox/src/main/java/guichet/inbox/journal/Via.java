package guichet.inbox.journal;

import java.util.Locale;

/// By which surface a person acted; `PROGRAM` where nobody did.
public enum Via {
    SCREEN, COMMAND, PROGRAM;

    /// The contract's word.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
