package guichet.transports.signal;

import guichet.inbox.signal.SignalAccount;
import guichet.inbox.signal.SignalAccounts;
import guichet.inbox.signal.SignalIntake;
import guichet.inbox.signal.TakenSignals;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// One account while it is served: its source, and a thread that writes down how it fares and looks at the safety numbers that messages wait
/// for. Any thread.
final class Serving implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    /// Well before anybody is warned that an idle device will be unlinked.
    private static final Duration QUIET = Duration.ofDays(7);

    private final SignalAccount account;
    private final Clock clock;
    private final SignalSource source;
    private final SignalReport report;
    private final TrustTeller teller;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean wasUp;
    private volatile long lastTaken = System.nanoTime();
    private final AtomicInteger stored = new AtomicInteger();

    private sealed interface Event {
        record Fares(SignalHealth health) implements Event {
        }

        record LookAtNumbers() implements Event {
        }

        /// Somebody may have decided about a safety number.
        record Decided() implements Event {
        }

        record Over() implements Event {
        }
    }

    Serving(SignalAccount account, SignalSetup setup, Vault vault, SignalAccounts accounts,
            SignalIdentities identities, SignalIntake intake, Clock clock, RandomGenerator random,
            SignalPatience patience) {
        this.account = account;
        this.clock = clock;
        this.report = new SignalReport(vault, accounts, account.id());
        this.source = new SignalSource(account.id(), setup, intake, this::taken,
                health -> events.add(new Event.Fares(health)), clock, random, patience);
        this.teller = new TrustTeller(vault, identities, source.bridge().calls());
        this.thread = Thread.ofVirtual().name("signal-report").unstarted(this::run);
    }

    void start() {
        thread.start();
        source.start();
    }

    SignalAccount account() {
        return account;
    }

    SignalBridge bridge() {
        return source.bridge();
    }

    /// The vault is another than before.
    void changed() {
        if (source.bridge().health().state() == SignalHealth.State.UP) {
            events.add(new Event.Decided());
        }
    }

    int stored() {
        return stored.get();
    }

    /// Waits until it has come up and nothing more comes for a while, or it does not come up.
    void settle(Duration quiet, Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < until) {
            SignalHealth.State state = source.bridge().health().state();
            if (state == SignalHealth.State.DOWN) {
                return;
            }
            if (state != SignalHealth.State.UP) {
                lastTaken = System.nanoTime();
            } else if (System.nanoTime() - lastTaken > quiet.toNanos()) {
                return;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    @Override
    public void close() {
        source.close();
        events.add(new Event.Over());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void taken(TakenSignals what) {
        lastTaken = System.nanoTime();
        stored.addAndGet(what.stored().size());
        // What looking itself brings forth is not looked at again at once.
        if (!what.lookAt().isEmpty() && !Thread.currentThread().equals(thread)) {
            events.add(new Event.LookAtNumbers());
        }
    }

    private void run() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = handle(events.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where nobody has written for long, nothing tells that the service still knows this device: once it has come up, it is asked.
    private void askForASign() throws VaultException {
        Instant quietSince = clock.instant().minus(QUIET);
        if (report.lastContact().filter(quietSince::isBefore).isEmpty()) {
            source.bridge().calls().devices();
        }
    }

    private boolean handle(Event event) {
        try {
            switch (event) {
                case Event.Fares(SignalHealth health) -> {
                    report.write(health);
                    if (health.state() == SignalHealth.State.UP && !wasUp) {
                        source.observe();
                        teller.tell();
                        askForASign();
                    }
                    wasUp = health.state() == SignalHealth.State.UP;
                }
                case Event.LookAtNumbers _ -> source.observe();
                case Event.Decided _ -> teller.tell();
                case Event.Over _ -> {
                    return false;
                }
            }
        } catch (VaultException e) {
            // Locked, or the disk is full: the next change is written down again, and what waits for a safety number goes on waiting.
        }
        return true;
    }
}
