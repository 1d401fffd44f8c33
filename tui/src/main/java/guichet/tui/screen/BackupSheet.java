package guichet.tui.screen;

import guichet.inbox.endings.Backup;
import guichet.inbox.endings.BackupReminder;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Says which backup is missing or to be deleted, and by which command. None is made from the screen: it goes to a disk that somebody plugs in.
final class BackupSheet {
    private final Shell shell;

    BackupSheet(Shell shell) {
        this.shell = shell;
    }

    static BackupReminder reminder(Tx tx, Desk desk, Instant now) throws VaultException {
        return BackupReminder.of(tx, desk.endings().backups(), desk.settings(), desk.journal(), now);
    }

    void open() {
        shell.office().read(tx -> reminder(tx, shell.desk(), shell.clock().instant()), this::show);
    }

    private void show(BackupReminder reminder) {
        List<Line> lines = new ArrayList<>();
        reminder.late().ifPresent(late -> {
            lines.add(late.last().isPresent()
                    ? shell.line(Role.PLAIN, "backup.old", shell.moments().day(late.last().get()), late.days())
                    : shell.line(Role.PLAIN, "backup.none"));
            lines.add(shell.line(Role.DIM, "backup.how"));
            lines.add(shell.line(Role.STRONG, "backup.command"));
        });
        for (Backup over : reminder.over()) {
            lines.add(shell.line(Role.PLAIN, "backup.over", over.file(), shell.moments().day(over.until())));
            lines.add(shell.line(Role.DIM, "backup.delete", over.id()));
        }
        Sheet.open(shell, shell.line("backup.title"), lines, List.of(new Choice('n', shell.line("sheet.back"), () -> {
        })));
    }
}
