package guichet.inbox.signal;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a message on Signal is. Its word stands where a mail has its subject, except for [#TEXT], which has none: whoever shows a message translates
/// it. Names are stored: never rename one.
public enum SignalKind {
    /** Words, files, or both. */
    TEXT,
    /** To be looked at once on a telephone; the file may have come all the same. */
    VIEW_ONCE, STICKER,
    /** Somebody's card; its text is the card. */
    CONTACT_CARD,
    /** Said to everyone in their stories, not to us. */
    STORY,
    /** Somebody called, and nobody answered here. */
    MISSED_CALL,
    /** Messages of this conversation vanish after another time from now on; the text is that time in seconds. */
    TIMER_CHANGED,
    /** A group's name, members or settings are others. */
    GROUP_CHANGED,
    /** A note about money sent through Signal; the text is the sender's. */
    PAYMENT,
    /** Something came by another key than the one that signal-cli knew; it waits there until a person decides. */
    IDENTITY_CHANGED,
    /** Something came that signal-cli could not decrypt; it has asked for it again. */
    CANNOT_DECRYPT,
    /** Kept raw; read again after an upgrade. */
    NOT_UNDERSTOOD;

    /// What stands in the message's subject.
    public String word() {
        return this == TEXT ? "" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind whose word that is.
    public static Optional<SignalKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findAny();
    }

    /// Whether it holds a place until what it stands for comes.
    boolean isPlaceholder() {
        return this == IDENTITY_CHANGED || this == CANNOT_DECRYPT;
    }
}
