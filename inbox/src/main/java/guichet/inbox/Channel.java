package guichet.inbox;

import java.util.Locale;

/// By which way words came or went. A note has no way out: no transport takes one.
public enum Channel {
    MAIL, SIGNAL, CHAT,
    /** An internal note of the staff. */
    NOTE,
    /** A contact in the clear that happened elsewhere: a call, a meeting, a letter. */
    CONTACT;

    /// The contract's word.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
