package guichet.inbox.intake;

import guichet.inbox.MessageId;

/// What became of one mail of a file.
public sealed interface ImportResult {
    /// The file's path, with `#3` after it for the third mail of an mbox.
    String file();

    record Imported(String file, MessageId id) implements ImportResult {
    }

    record Duplicate(String file, MessageId id) implements ImportResult {
    }

    record Failed(String file, Why why) implements ImportResult {
    }

    enum Why {
        /** No such file, or it can't be read. */
        NOT_READABLE,
        /** It broke off; the mails before are there. */
        NOT_READ_TO_ITS_END,
        /** It begins with no header of a mail. */
        NOT_A_MAIL,
        /** More than a mail can hold. */
        TOO_LARGE,
        /** Nothing in that folder looks like mail. */
        NO_MAIL_INSIDE
    }
}
