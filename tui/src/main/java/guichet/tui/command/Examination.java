package guichet.tui.command;

import guichet.inbox.endings.Backup;
import guichet.inbox.endings.BackupReminder;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.journal.JournalEntry;
import guichet.keystore.Expiring;
import guichet.keystore.KeyAlarm;
import guichet.keystore.Setting;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Machine;
import guichet.tui.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every probe of an open vault, of the machine under it and of the servers that it knows.
final class Examination {
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration LONG_WAIT = Duration.ofHours(1);

    private final Workspace vault;

    Examination(Workspace vault) {
        this.vault = vault;
    }

    List<Finding> all() throws VaultException {
        List<Finding> findings = new ArrayList<>();
        findings.add(database());
        findings.add(journal());
        findings.add(rest("disk", vault.machine().disk(vault.vault().folder())));
        findings.add(rest("swap", vault.machine().swap()));
        findings.addAll(keys());
        findings.addAll(new Channels(vault).all());
        findings.addAll(outbox());
        findings.addAll(backups());
        return findings;
    }

    private Finding database() throws VaultException {
        List<String> report = vault.vault()
                .read(tx -> tx.list("PRAGMA quick_check", row -> row.text("quick_check")));
        return report.equals(List.of("ok"))
                ? Finding.ok("vault")
                : new Finding("vault", Finding.State.CRITICAL, "altered", List.of());
    }

    private Finding journal() throws VaultException {
        boolean intact = vault.vault().read(tx -> vault.audit().verify(tx, Optional.empty())).intact();
        return intact ? Finding.ok("journal") : new Finding("journal", Finding.State.CRITICAL, "altered", List.of());
    }

    private static Finding rest(String check, Machine.Rest rest) {
        return switch (rest) {
            case ENCRYPTED, RAM -> Finding.ok(check);
            case IN_CLEAR -> new Finding(check, Finding.State.WARNING, "in-clear", List.of());
            case UNKNOWN -> new Finding(check, Finding.State.UNKNOWN, "unknown", List.of());
        };
    }

    private List<Finding> keys() throws VaultException {
        Instant now = vault.clock().instant();
        List<Finding> findings = new ArrayList<>();
        for (Expiring expiring : vault.vault().read(tx -> vault.keyring().expiringBefore(tx, now.plus(SOON)))) {
            Finding.State state = expiring.end().isAfter(now) ? Finding.State.WARNING : Finding.State.CRITICAL;
            String day = expiring.end().atZone(ZoneOffset.UTC).toLocalDate().toString();
            switch (expiring) {
                case Expiring.Ours ours -> findings.add(new Finding("keys", state, "own-ends",
                        List.of(ours.person().name(), day, ours.certificate().fingerprint().hex())));
                case Expiring.Shared shared -> findings.add(new Finding("keys", state, "shared-ends",
                        List.of(shared.address().value(), day, shared.certificate().fingerprint().hex())));
                case Expiring.Theirs theirs -> findings.add(new Finding("keys", Finding.State.WARNING, "their-ends",
                        List.of(theirs.address().value(), day)));
            }
        }
        for (KeyAlarm alarm : vault.vault().read(tx -> vault.keyring().alarms(tx))) {
            findings.add(new Finding("keys", Finding.State.WARNING, "changed", List.of(alarm.address().value())));
        }
        return findings.isEmpty() ? List.of(Finding.ok("keys")) : findings;
    }

    private List<Finding> outbox() throws VaultException {
        Instant longAgo = vault.clock().instant().minus(LONG_WAIT);
        List<Finding> findings = new ArrayList<>();
        for (OutboxRow row : vault.vault().read(tx -> vault.outbox().list(tx))) {
            switch (row.state()) {
                case FAILED, UNKNOWN, HELD -> findings.add(new Finding("outbox", Finding.State.WARNING,
                        row.state().word(), List.of(row.id().toString())));
                case WAITING -> {
                    if (row.since().isBefore(longAgo)) {
                        findings.add(new Finding("outbox", Finding.State.WARNING, "waiting",
                                List.of(row.id().toString())));
                    }
                }
                case COUNTING, CONNECTING, SENDING, SENT, WITHDRAWN -> {
                }
            }
        }
        return findings.isEmpty() ? List.of(Finding.ok("outbox")) : findings;
    }

    /// Nothing where all is well: a vault that is young needs none yet.
    private List<Finding> backups() throws VaultException {
        List<Finding> findings = new ArrayList<>();
        BackupReminder reminder = vault.vault().read(tx -> BackupReminder.of(tx, vault.endings().backups(),
                vault.settings(), vault.journal(), vault.clock().instant()));
        for (Backup over : reminder.over()) {
            findings.add(new Finding("backup", Finding.State.WARNING, "over", List.of(over.file().toString())));
        }
        reminder.late().ifPresent(late -> findings.add(new Finding("backup", Finding.State.WARNING,
                late.last().isPresent() ? "old" : "none", List.of(Integer.toString(late.days())))));
        return findings;
    }
}
