package guichet.transports.mail;

import guichet.inbox.AccountId;
import guichet.inbox.MailAccount;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.FolderVisit.Tally;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Reads one account: fetches what is new, then watches, and comes back by itself after every failure.
///
/// Changes nothing at the server: a message counts as acknowledged once it is stored here, and that is remembered here. [#start()] gives it
/// a thread of its own; [#close()] ends connection and thread at once, but for a commit that is under way.
final class ImapSource implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration BREATH = Duration.ofMillis(500);
    /// How long the first IDLE after a fetch lasts at most. Not every server tells in an IDLE of what came before it; each does at its end.
    private static final Duration FIRST_IDLE = Duration.ofSeconds(1);

    private final AccountId account;
    private final Mailboxes mailboxes;
    private final Shelf shelf;
    private final StateReport report;
    private final Patience patience;
    private final FetchLimits limits;
    private final Clock clock;
    private final Backoff backoff;
    private final Cautions cautions = new Cautions();
    private final Cutoff cutoff = new Cutoff();
    private final Bell bell = new Bell();
    private @Nullable Thread thread;

    ImapSource(AccountId account, Mailboxes mailboxes, Shelf shelf, StateReport report, Patience patience,
            FetchLimits limits, Clock clock, RandomGenerator chance) {
        this.account = account;
        this.mailboxes = mailboxes;
        this.shelf = shelf;
        this.report = report;
        this.patience = patience;
        this.limits = limits;
        this.clock = clock;
        this.backoff = new Backoff(patience, chance);
    }

    void start() {
        thread = Thread.ofVirtual().name("imap-" + account).start(this::run);
    }

    /// Looks now, where it was waiting for a next attempt or a next poll.
    void wake() {
        bell.ring();
    }

    /// Fetches everything once, on the caller's thread.
    ///
    /// @throws LinkException after reporting it
    Tally fetchOnce() throws LinkException, VaultException {
        try (ImapSession session = open()) {
            Tally tally = Tally.NOTHING;
            for (String folder : folders()) {
                tally = tally.plus(visit(session, folder));
            }
            report.online();
            session.logout();
            return tally;
        } catch (LinkException failure) {
            report.offline(failure.fault());
            throw failure;
        }
    }

    /// Ends the connection and lets the thread end, without waiting for it.
    void stop() {
        bell.stop();
        cutoff.close();
    }

    @Override
    public void close() {
        stop();
        Thread running = thread;
        if (running != null && running != Thread.currentThread()) {
            try {
                running.join(GRACE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (!bell.isStopped()) {
                try {
                    watch();
                } catch (LinkException failure) {
                    if (bell.isStopped()) {
                        break;
                    }
                    report.offline(failure.fault());
                } catch (VaultException failure) {
                    // What could not be stored was not acknowledged either: it comes again.
                    if (failure.kind() == VaultException.Kind.CLOSED) {
                        return;
                    }
                }
                bell.await(backoff.next());
            }
            report.closed();
        } catch (VaultException _) {
            // The vault is gone: there is nowhere left to report to, and nothing more to fetch for.
            bell.stop();
        }
    }

    private void watch() throws LinkException, VaultException {
        report.connecting();
        try (ImapSession session = open()) {
            List<String> folders = folders();
            String watched = folders.contains("INBOX") ? "INBOX" : folders.getFirst();
            while (!bell.isStopped()) {
                for (String folder : folders) {
                    if (!folder.equals(watched)) {
                        visit(session, folder);
                    }
                }
                Duration left = folders.size() > 1 ? patience.poll() : Duration.ofDays(1);
                long deadline = System.nanoTime() + left.toNanos();
                boolean called = false;
                while (!bell.isStopped() && System.nanoTime() < deadline) {
                    boolean nothing = visit(session, watched).equals(Tally.NOTHING);
                    report.online();
                    backoff.reset();
                    if (called && nothing) {
                        // It announces what it doesn't list: no reason to ask it without a pause.
                        bell.await(BREATH);
                    }
                    called = awaitNews(session, deadline);
                }
            }
            session.logout();
        }
    }

    private boolean awaitNews(ImapSession session, long deadline) throws LinkException, VaultException {
        Duration idle = FIRST_IDLE;
        while (!bell.isStopped()) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            boolean news;
            if (session.canIdle()) {
                news = session.idle(shorter(left, shorter(idle, patience.probe())));
                idle = patience.probe();
            } else {
                bell.await(shorter(left, patience.poll()));
                news = !bell.isStopped() && session.noop();
            }
            report.online();
            if (news) {
                return true;
            }
        }
        return false;
    }

    private Tally visit(ImapSession session, String folder) throws LinkException, VaultException {
        return new FolderVisit(session, shelf, cautions, limits, clock, account, folder).perform();
    }

    private ImapSession open() throws LinkException, VaultException {
        try (Mailboxes.Entry entry = entry()) {
            return ImapSession.open(entry.imap(), entry.login(), patience, cutoff);
        }
    }

    private List<String> folders() throws LinkException, VaultException {
        try (Mailboxes.Entry entry = entry()) {
            MailAccount found = entry.account();
            return found.folders();
        }
    }

    private Mailboxes.Entry entry() throws LinkException, VaultException {
        Optional<Mailboxes.Entry> found = mailboxes.find(account);
        if (found.isEmpty()) {
            throw new LinkException(Trouble.NO_ACCOUNT);
        }
        return found.get();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
