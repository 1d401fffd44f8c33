package guichet.inbox.endings;

import guichet.inbox.journal.JournalHead;
import java.nio.file.Path;
import java.time.Instant;

/// A backup that was made of this vault.
///
/// @param until the day after which it shall not be kept
/// @param entry how far its journal goes
/// @param head  the hash there, 64 hexadecimal digits
public record Backup(long id, Path file, Instant made, Instant until, long entry, String head, State state) {

    public enum State {
        /** Never came to its end: there is no such file, or part of one under another name. */
        BEGUN, MADE, DELETED
    }

    /// What was found on reading a backup back from its finished file.
    ///
    /// @param sound whether every page, index and reference is as it was written, and the journal verifies
    public record Checked(boolean sound, JournalHead head, long cases, long messages) {
    }
}
