package guichet.inbox.signal;

/// Port: the files that signal-cli has put beside its notifications. Called on the thread of the intake while
/// its transaction is open, so these are local files and nothing else.
public interface AttachmentFiles {
    /// @param id   as signal-cli names it, checked: one file name of letters, digits, `-`, `_` and dots that leads nowhere else
    /// @param most of bytes that may be read
    Contents read(String id, long most);

    sealed interface Contents {
        @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
        record Bytes(byte[] bytes) implements Contents {
        }

        /// It is not there, or can't be read.
        record Missing() implements Contents {
        }

        /// Larger than may be read; it stays where it is.
        record TooLarge(long size) implements Contents {
        }
    }
}
