package guichet.inbox.endings;

import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is to be done about backups: one that is missing, and those whose day is over.
///
/// @param late empty where the last one is young enough, where the vault itself is, and where the setting asks for none
/// @param over backups to delete
public record BackupReminder(Optional<Late> late, List<Backup> over) {
    public BackupReminder {
        over = List.copyOf(over);
    }

    /// @param days within which one is wanted
    /// @param last when the last one was made; empty where none ever was
    public record Late(int days, Optional<Instant> last) {
    }

    public static BackupReminder of(Tx tx, Backups backups, Settings settings, Journal journal, Instant now)
            throws VaultException {
        int days = settings.number(tx, Setting.BACKUP_REMINDER_DAYS);
        Optional<Instant> last = backups.last(tx);
        Optional<Instant> since = last.isPresent() ? last : journal.find(tx, 1).map(JournalEntry::time);
        boolean late = days > 0 && since.isPresent() && since.get().isBefore(now.minus(Duration.ofDays(days)));
        return new BackupReminder(late ? Optional.of(new Late(days, last)) : Optional.empty(), backups.due(tx));
    }

    public boolean isNothing() {
        return late.isEmpty() && over.isEmpty();
    }
}
