package guichet.transports.mail;

import guichet.inbox.AccountId;
import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.gate.Courier;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.intake.MailIntake;
import guichet.keystore.vault.CourierLock;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everything that runs while mail is on: a source for each account, and the couriers on their schedule: mail's, and that of the chat, which leaves by the
/// same servers. Runs in one process of a vault at a
/// time, the one that has the courier's lock; elsewhere it stands by and takes over when that one ends.
///
/// Any thread.
public final class MailChannel implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final Vault vault;
    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final Shelf shelf;
    private final List<Courier> couriers;
    private final Clock clock;
    private final RandomGenerator chance;
    private final Patience patience;
    private final FetchLimits limits;
    private final Alongside alongside;
    private final Bell bell = new Bell();
    private final Map<AccountId, Running> sources = new HashMap<>();
    private volatile State state = State.STOPPED;
    private volatile boolean asked;
    private @Nullable Thread thread;

    public enum State {
        STOPPED,
        /** Another process runs the channels of this vault. */
        STANDING_BY, RUNNING
    }

    private record Running(MailAccount account, ImapSource source) {
    }

    /// @param courier carries mail by a [SmtpTransport] that the caller owns, and closes with this
    public MailChannel(Vault vault, Accounts accounts, Arrivals arrivals, MailIntake intake, Courier courier,
            Clock clock, RandomGenerator chance, Patience patience, FetchLimits limits) {
        this(vault, accounts, arrivals, intake, List.of(courier), clock, chance, patience, limits, Alongside.NOTHING);
    }

    /// @param couriers  as above, in the order in which they get their turns
    /// @param alongside runs under the same lock
    public MailChannel(Vault vault, Accounts accounts, Arrivals arrivals, MailIntake intake, List<Courier> couriers,
            Clock clock, RandomGenerator chance, Patience patience, FetchLimits limits, Alongside alongside) {
        this.vault = vault;
        this.accounts = accounts;
        this.mailboxes = Mailboxes.in(vault, accounts);
        this.shelf = new VaultShelf(vault, accounts, arrivals, intake, clock);
        this.couriers = List.copyOf(couriers);
        this.clock = clock;
        this.chance = chance;
        this.patience = patience;
        this.limits = limits;
        this.alongside = alongside;
    }

    /// Begins, on threads of its own. A second call does nothing.
    public synchronized void start() {
        if (thread == null && !bell.isStopped()) {
            thread = Thread.ofVirtual().name("mail-channel").start(this::run);
        }
    }

    public State state() {
        return state;
    }

    /// Something was released, or a person wants to see new mail now.
    public void wake() {
        asked = true;
        bell.ring();
    }

    /// Fetches every account and delivers what is due, once, on the caller's thread. Not while [#start()] runs, here or elsewhere: that
    /// one does it already.
    ///
    /// @return what each account brought, or empty where another process runs the channels
    public Optional<List<Synced>> syncOnce() throws VaultException {
        Optional<CourierLock> lock = CourierLock.tryTake(vault.folder());
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (CourierLock _ = lock.get(); Ending _ = alongside::stop) {
            alongside.follow();
            recover();
            deliverDue();
            List<Synced> all = new ArrayList<>();
            for (MailAccount account : vault.read(accounts::mail)) {
                if (bell.isStopped()) {
                    break;
                }
                all.add(fetchOnce(account));
            }
            alongside.settle();
            return Optional.of(List.copyOf(all));
        }
    }

    /// Comes before the lock is given back.
    @FunctionalInterface
    private interface Ending extends AutoCloseable {
        @Override
        void close();
    }

    /// What one account brought.
    ///
    /// @param stored were new
    /// @param known  were there already
    public record Synced(MailAccount account, int stored, int known, Optional<Fault> fault) {
    }

    /// Fetching ends at once. A mail that is just leaving goes on to its outcome, and no other is begun; closing its transport ends that too.
    @Override
    public void close() {
        bell.stop();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        synchronized (sources) {
            sources.values().forEach(one -> one.source().stop());
        }
        if (running != null) {
            try {
                running.join(GRACE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Synced fetchOnce(MailAccount account) throws VaultException {
        ImapSource source = source(account);
        synchronized (sources) {
            sources.put(account.id(), new Running(account, source));
        }
        try {
            FolderVisit.Tally tally = source.fetchOnce();
            return new Synced(account, tally.stored(), tally.known(), Optional.empty());
        } catch (LinkException failure) {
            return new Synced(account, 0, 0, Optional.of(failure.fault()));
        } finally {
            synchronized (sources) {
                sources.remove(account.id());
            }
        }
    }

    private void run() {
        try {
            while (!bell.isStopped()) {
                Optional<CourierLock> lock = CourierLock.tryTake(vault.folder());
                if (lock.isPresent()) {
                    try (CourierLock _ = lock.get()) {
                        state = State.RUNNING;
                        carryAll();
                    }
                } else {
                    state = State.STANDING_BY;
                    bell.await(patience.tick());
                }
            }
        } catch (VaultException _) {
            // The vault is locked or gone; whoever opens it again starts a new channel.
        } finally {
            state = State.STOPPED;
            closeSources(Set.of());
        }
    }

    private void carryAll() throws VaultException {
        try {
            carry();
        } finally {
            alongside.stop();
        }
    }

    private void carry() throws VaultException {
        boolean recovered = false;
        long seen = Long.MIN_VALUE;
        long due = System.nanoTime();
        while (!bell.isStopped()) {
            try {
                if (!recovered) {
                    recover();
                    recovered = true;
                }
                long now = vault.changes();
                boolean wanted = asked;
                asked = false;
                if (wanted) {
                    wakeSources();
                    alongside.retryNow();
                }
                if (now != seen || wanted || System.nanoTime() - due >= 0) {
                    // Read before the work: what is committed during it is looked at once more.
                    seen = now;
                    follow(vault.read(accounts::mail));
                    alongside.follow();
                    due = System.nanoTime() + deliverDue().toNanos();
                }
            } catch (VaultException failure) {
                if (failure.kind() == VaultException.Kind.CLOSED) {
                    throw failure;
                }
                recovered = false;
                // A full disk or a long transaction elsewhere: what is in the outbox stays there.
                bell.await(patience.firstRetry());
            }
            bell.await(patience.tick());
        }
    }

    private void recover() throws VaultException {
        for (Courier courier : couriers) {
            courier.recover();
        }
    }

    /// How long until the next try of any is due.
    private Duration deliverDue() throws VaultException {
        Duration next = LONGEST_REST;
        for (Courier courier : couriers) {
            Duration its = courier.deliverDue(bell::isStopped);
            next = its.compareTo(next) < 0 ? its : next;
        }
        return next;
    }

    /// Starts, restarts and ends sources so that they are those of the accounts as they are now.
    private void follow(List<MailAccount> now) {
        Set<AccountId> kept = new HashSet<>();
        synchronized (sources) {
            for (MailAccount account : now) {
                Running running = sources.get(account.id());
                if (running != null && running.account().equals(account)) {
                    kept.add(account.id());
                }
            }
        }
        closeSources(kept);
        synchronized (sources) {
            for (MailAccount account : now) {
                if (!kept.contains(account.id()) && !bell.isStopped()) {
                    ImapSource source = source(account);
                    sources.put(account.id(), new Running(account, source));
                    source.start();
                }
            }
        }
    }

    private void closeSources(Set<AccountId> except) {
        List<Running> ending = new ArrayList<>();
        synchronized (sources) {
            for (var entry : List.copyOf(sources.entrySet())) {
                if (!except.contains(entry.getKey())) {
                    ending.add(entry.getValue());
                    sources.remove(entry.getKey());
                }
            }
        }
        ending.forEach(one -> one.source().stop());
        ending.forEach(one -> one.source().close());
    }

    private void wakeSources() {
        synchronized (sources) {
            sources.values().forEach(one -> one.source().wake());
        }
    }

    private ImapSource source(MailAccount account) {
        StateReport report = new StateReport(vault, accounts, account.id(), clock);
        return new ImapSource(account.id(), mailboxes, shelf, report, patience, limits, clock, chance);
    }
}
