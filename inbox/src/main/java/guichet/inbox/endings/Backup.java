package guichet.inbox.endings;

import guichet.inbox.journal.JournalHead;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

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

    /// A table of a backup that is another than the vault's was.
    ///
    /// @param missing how many rows it lacks
    /// @param foreign how many rows it has that the vault had not
    public record Difference(String table, long missing, long foreign) {
    }

    /// What comparing a backup, row by row, with the vault has found.
    ///
    /// @param rows    that were compared
    /// @param since   how many rows the vault has by now that were written while it was copied or after: they are no damage
    /// @param damage  empty: the backup has exactly what the vault had
    public record Compared(long rows, long since, List<Difference> damage) {
        public Compared {
            damage = List.copyOf(damage);
        }
    }
}
