package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.cases.Messages;
import guichet.inbox.endings.BackupReminder;
import guichet.inbox.endings.Due;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.signal.SignalAccount;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the left pane and the top row show, read in one transaction.
///
/// @param mail   the worst state among the mail accounts; empty where there is none
/// @param signal how each Signal account fares
/// @param chat   how the internal chat fares; empty where nobody here has a seat
record Overview(List<Shelf> shelves, int unread, Optional<Link> mail, List<SignalState> signal,
        Optional<ChatState> chat) {
    private static final Duration RECENT = Duration.ofDays(30);
    private static final int EXPOSURES_COUNTED = 1_000;

    Overview {
        shelves = List.copyOf(shelves);
        signal = List.copyOf(signal);
    }

    static Overview of(Tx tx, Desk desk, Instant now, Closed closed) throws VaultException {
        Messages.Counts counts = desk.messages().counts(tx);
        List<Case> cases = desk.cases().list(tx);
        List<Case> over = cases.stream().filter(each -> each.state() == Case.State.CLOSED).toList();
        List<Shelf> shelves = new ArrayList<>();
        shelves.add(new Shelf.ToSort(counts.toSort()));
        shelves.add(new Shelf.Unread(counts.unread()));
        cases.stream().filter(each -> each.state() == Case.State.OPEN).map(Shelf.OneCase::new).forEach(shelves::add);
        shelves.add(new Shelf.Closed(over.size()));
        if (closed == Closed.SHOWN) {
            over.stream().map(Shelf.OneCase::new).forEach(shelves::add);
        }
        int drafts = desk.drafts().list(tx).size();
        int waiting = (int) desk.outbox().list(tx).stream().filter(Overview::needsAttention).count();
        int alarms = desk.keyring().alarms(tx).size();
        if (drafts > 0) {
            shelves.add(new Shelf.Drafts(drafts));
        }
        if (waiting > 0) {
            shelves.add(new Shelf.Outbox(waiting));
        }
        shelves.add(new Shelf.Exposed(exposures(tx, desk, now.minus(RECENT))));
        int expiring = desk.keyring().expiringBefore(tx, now.plus(RECENT)).size();
        if (expiring > 0) {
            shelves.add(new Shelf.Expiring(expiring));
        }
        int due = (int) desk.endings().retention().due(tx).stream()
                .filter(each -> each.standing() != Due.Standing.HELD).count();
        if (due > 0) {
            shelves.add(new Shelf.Due(due));
        }
        BackupReminder backups = BackupSheet.reminder(tx, desk, now);
        if (!backups.isNothing()) {
            shelves.add(new Shelf.Backups(backups.over().size() + backups.late().stream().mapToInt(_ -> 1).sum()));
        }
        if (alarms > 0) {
            shelves.add(new Shelf.Alarms(alarms));
        }
        int changed = SignalPeople.changed(tx, desk).size();
        if (changed > 0) {
            shelves.add(new Shelf.SignalAlarms(changed));
        }
        desk.messages().ofMachines(tx).ifPresent(count -> shelves.add(2, new Shelf.Machines(count)));
        Optional<ChatState> chat = ChatState.of(tx, desk);
        chat.ifPresent(state -> shelves.add(2, state.shelf()));
        int otherKeys = desk.chat().alarms().list(tx).size();
        if (otherKeys > 0) {
            shelves.add(new Shelf.ChatAlarms(otherKeys));
        }
        return new Overview(shelves, counts.unread(), mail(tx, desk), signal(tx, desk), chat);
    }

    /// Whether closed cases are listed one by one.
    enum Closed {
        SHOWN, FOLDED
    }

    private static boolean needsAttention(OutboxRow row) {
        return switch (row.state()) {
            case COUNTING, WAITING, CONNECTING, SENDING, FAILED, UNKNOWN, HELD -> true;
            case SENT, WITHDRAWN -> false;
        };
    }

    private static int exposures(Tx tx, Desk desk, Instant since) throws VaultException {
        List<JournalEntry> all = desk.journal().list(tx, new JournalFilter(Optional.empty(), Optional.empty(),
                JournalFilter.Exposures.ONLY, Optional.empty(), EXPOSURES_COUNTED));
        return (int) all.stream().filter(entry -> entry.time().isAfter(since)).count();
    }

    private static Optional<Link> mail(Tx tx, Desk desk) throws VaultException {
        List<Link> all = new ArrayList<>();
        for (MailAccount account : desk.accounts().mail(tx)) {
            all.add(desk.accounts().state(tx, account.id()).link());
        }
        return all.stream().min(Comparator.naturalOrder());
    }

    private static List<SignalState> signal(Tx tx, Desk desk) throws VaultException {
        List<SignalState> all = new ArrayList<>();
        for (SignalAccount account : desk.signal().accounts().list(tx)) {
            all.add(SignalState.of(tx, desk, account));
        }
        return all;
    }
}
