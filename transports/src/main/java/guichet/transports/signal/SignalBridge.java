package guichet.transports.signal;

import guichet.keystore.vault.VaultException;
import guichet.transports.signal.SignalHealth.State;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs signal-cli for one account and keeps it running. What it writes goes into a spool in memory and from there into the vault; it is
/// asked one thing at a time. Where the vault is locked, it ends: signal-cli must not acknowledge what nobody can store. Not two of these for one account: the caller holds the vault's courier lock.
///
/// Any thread. While nothing happens, nothing wakes up but one question after each [SignalPatience#silence()].
public final class SignalBridge implements AutoCloseable {
    private final SignalSetup setup;
    private final HealthBox health;
    private final RandomGenerator random;
    private final SignalPatience patience;
    private final Supervisor supervisor;
    private @Nullable Thread thread;
    private boolean closed;

    /// @param listener told of every change, on threads of the bridge; it must return at once
    public SignalBridge(SignalSetup setup, SpoolSink sink, Consumer<SignalHealth> listener, Clock clock,
            RandomGenerator random, SignalPatience patience) {
        this.setup = setup;
        this.health = new HealthBox(listener, clock);
        this.random = random;
        this.patience = patience;
        this.supervisor = new Supervisor(setup, sink, health, clock, random, patience);
    }

    /// Begins, on threads of its own. A second call does nothing.
    public synchronized void start() {
        if (thread == null && !closed) {
            health.change(now -> now.is(State.STARTING));
            thread = Thread.ofVirtual().name("signal-bridge").start(supervisor::run);
        }
    }

    public SignalHealth health() {
        return health.now();
    }

    /// Waits while it is starting, or until the time is over.
    public void awaitStart(Duration most) throws InterruptedException {
        health.awaitStart(most);
    }

    /// Tries again now where it is down and waits.
    public void retryNow() {
        supervisor.retryNow();
    }

    /// The files that come with messages. Where signal-cli puts them does not change while this bridge lives.
    public Incoming incoming() {
        return new Incoming(setup.dataFolder().resolve("attachments"));
    }

    /// What can be asked.
    public SignalCalls calls() {
        return new SignalCalls(this, patience, random);
    }

    /// Ends signal-cli, waits until what it has written is stored, and leaves nothing of that behind in memory. An attachment
    /// that the vault did not take stays there until the machine is switched off.
    @Override
    public void close() {
        supervisor.stop();
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
        }
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Answer ask(Request request, Session.Lane lane, Duration most, Session.BeforeWrite before) throws VaultException {
        Optional<Session> now = supervisor.session();
        SignalHealth state = health.now();
        if (now.isEmpty() || state.state() != State.UP) {
            return new Answer.NotAsked(state.fault().orElse(new SignalFault(SignalTrouble.STOPPED)));
        }
        boolean unreachable = state.fault().filter(known -> known.trouble() == SignalTrouble.SERVICE_UNREACHABLE)
                .isPresent();
        if (lane == Session.Lane.SENDING && unreachable) {
            return new Answer.NotAsked(new SignalFault(SignalTrouble.SERVICE_UNREACHABLE));
        }
        Answer answer = now.get().ask(request, lane, most, before);
        if (lane == Session.Lane.SENDING && answer instanceof Answer.Done) {
            health.heard();
        }
        return answer;
    }

    /// Where attachments stand while they are sent.
    Optional<Path> outgoing() {
        return supervisor.outgoing();
    }
}
