package guichet.transports.signal;

import guichet.keystore.vault.VaultException;
import guichet.transports.signal.SignalHealth.Caution;
import guichet.transports.signal.SignalHealth.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps signal-cli running for one account: starts it, watches it, ends it where it hangs, and starts it again after a while.
///
/// [#run()] on a thread of its own; the rest from any.
final class Supervisor {
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final SignalSetup setup;
    private final Inflow inflow;
    private final HealthBox health;
    private final Clock clock;
    private final RandomGenerator random;
    private final SignalPatience patience;
    private final RestartDelay delay;
    private final BlockingQueue<Wake> wakes = new LinkedBlockingQueue<>();
    private volatile boolean stopping;
    private volatile @Nullable Session session;

    private enum Wake {
        STOP, EXITED, READER_ENDED, LOOK_AT_THE_ROOM, RECONNECTING, RESTART
    }

    Supervisor(SignalSetup setup, SpoolSink sink, HealthBox health, Clock clock, RandomGenerator random,
            SignalPatience patience) {
        this.setup = setup;
        this.inflow = new Inflow(setup, sink, this::taken, random);
        this.health = health;
        this.clock = clock;
        this.random = random;
        this.patience = patience;
        this.delay = new RestartDelay(patience, random);
    }

    /// The process that runs now.
    Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /// Where attachments stand while they are sent.
    Optional<Path> outgoing() {
        return inflow.outgoing();
    }

    /// Tries again now where it is down and waits.
    void retryNow() {
        wakes.add(Wake.RESTART);
    }

    /// [#run()] ends soon.
    void stop() {
        stopping = true;
        wakes.add(Wake.STOP);
    }

    /// Until it is told to stop, or the vault is locked; then all that was written is stored.
    void run() {
        try {
            while (!stopping) {
                health.change(now -> now.is(State.STARTING));
                SignalFault fault = life();
                session = null;
                if (!stopping) {
                    health.change(now -> now.is(State.DOWN).with(fault));
                    await(delay.next());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inflow.end();
            health.change(now -> now.is(State.STOPPED));
        }
    }

    /// One process, from its start to its end.
    private SignalFault life() throws InterruptedException {
        Optional<Path> program = ProgramFile.find(setup.program(), setup.environment());
        if (program.isEmpty()) {
            return new SignalFault(SignalTrouble.NO_PROGRAM, setup.program());
        }
        try {
            Inflow.Prepared prepared = inflow.folder();
            prepared.caution().ifPresent(caution -> health.change(now -> now.cautioned(caution)));
            RamFolder folder = prepared.folder();
            LeftOver.end(folder.processFile(), patience.ending());
            IntakeReader intake = inflow.reader(folder);
            if (folder.room() < setup.room().toStart()) {
                return new SignalFault(SignalTrouble.NO_ROOM);
            }
            Launch launch = new Launch(program.get(), setup.dataFolder(), folder.temporary(), setup.environment());
            Spool spool = intake.begin(() -> folder.newSpool(clock, random), stored -> {
                Session asked = session;
                return asked == null ? 0 : Math.min(stored, asked.position());
            });
            try {
                return serve(launch, spool, folder);
            } finally {
                intake.ended();
            }
        } catch (IOException e) {
            return new SignalFault(SignalTrouble.FOLDER_UNUSABLE);
        }
    }

    private SignalFault serve(Launch launch, Spool spool, RamFolder folder) throws IOException, InterruptedException {
        Child child = Child.start(launch.serving(setup.number(), spool), this::heard);
        Session started = new Session(child, spool, inflow.growth(), HexFormat.of().toHexDigits(random.nextLong()));
        try {
            LeftOver.note(folder.processFile(), child.handle());
            started.start();
            session = started;
            var _ = child.onExit().thenRun(() -> {
                inflow.growth().stir();
                wakes.add(Wake.EXITED);
            });
            Optional<SignalFault> unready = becomesReady(started);
            return unready.isPresent() ? unready.get() : attend(started, folder);
        } finally {
            child.stop(patience.ending());
            started.isRead().join();
            Files.deleteIfExists(folder.processFile());
        }
    }

    /// @return why it does not; empty where it does
    private Optional<SignalFault> becomesReady(Session started) {
        Answer answer = version(started, patience.ready());
        return switch (answer) {
            case Answer.Done done -> {
                Optional<String> version = Results.version(done.json());
                version.ifPresent(known -> {
                    Releases.Age age = Releases.known().age(known,
                            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
                    health.change(now -> now.is(State.UP).says(known, age));
                });
                yield version.isPresent()
                        ? Optional.empty()
                        : Optional.of(new SignalFault(SignalTrouble.UNUSABLE_OUTPUT));
            }
            case Answer.Refused _ -> Optional.of(new SignalFault(SignalTrouble.UNUSABLE_OUTPUT));
            case Answer.NotAsked notAsked -> Optional.of(notAsked.fault());
            case Answer.Lost lost -> {
                SignalFault words = started.child().lastWords();
                if (words.trouble() != SignalTrouble.DIED) {
                    yield Optional.of(words);
                }
                yield Optional.of(
                        started.isGarbled() ? new SignalFault(SignalTrouble.UNUSABLE_OUTPUT) : lost.fault());
            }
        };
    }

    private static Answer version(Session of, Duration most) {
        try {
            return of.ask(new Request("version"), Session.Lane.ASKING, most, () -> {
            });
        } catch (VaultException e) {
            throw new IllegalStateException("nothing of the vault was touched", e);
        }
    }

    /// Until it ends, or has to.
    private SignalFault attend(Session serving, RamFolder folder) throws InterruptedException {
        long since = System.nanoTime();
        while (!stopping) {
            Wake wake = wakes.poll(untilNextLook(serving), TimeUnit.NANOSECONDS);
            if (System.nanoTime() - since > SETTLED.toNanos()) {
                delay.reset();
            }
            if (!serving.child().isAlive()) {
                return serving.child().lastWords();
            }
            if (wake == Wake.READER_ENDED && !stopping) {
                return new SignalFault(SignalTrouble.NOT_STORED);
            }
            try {
                if (folder.room() < setup.room().toGoOn()) {
                    return new SignalFault(SignalTrouble.NO_ROOM);
                }
            } catch (IOException e) {
                return new SignalFault(SignalTrouble.FOLDER_UNUSABLE);
            }
            health.look();
            if (isSilent(serving) && !answers(serving)) {
                return new SignalFault(SignalTrouble.NO_ANSWER);
            }
        }
        return new SignalFault(SignalTrouble.STOPPED);
    }

    private boolean isSilent(Session serving) {
        return System.nanoTime() - serving.lastWord() >= patience.silence().toNanos();
    }

    private boolean answers(Session serving) {
        return !(version(serving, patience.answer()) instanceof Answer.Lost);
    }

    private long untilNextLook(Session serving) {
        long silence = serving.lastWord() + patience.silence().toNanos() - System.nanoTime();
        return Math.max(1, Math.min(silence, health.untilLook().orElse(silence)));
    }

    private void heard(Mutter.Heard what) {
        switch (what) {
            case Mutter.Heard.Reconnecting reconnecting -> {
                health.reconnecting(reconnecting.in().plus(patience.unheard()));
                wakes.add(Wake.RECONNECTING);
            }
            case Mutter.Heard.Waiting waiting -> health.change(now -> waiting.still()
                    ? now.with(new SignalFault(SignalTrouble.IN_USE))
                    : now.without(SignalTrouble.IN_USE));
        }
    }

    private void taken(IntakeReader.Event event) {
        switch (event) {
            case IntakeReader.Event.Taken _ -> {
                health.heard();
                wakes.add(Wake.LOOK_AT_THE_ROOM);
            }
            case IntakeReader.Event.NotStored _ ->
                health.change(now -> now.with(new SignalFault(SignalTrouble.NOT_STORED)));
            case IntakeReader.Event.StoredAgain _ -> health.change(now -> now.without(SignalTrouble.NOT_STORED));
            case IntakeReader.Event.Garbled _ -> health.change(now -> now.cautioned(Caution.GARBLED));
            case IntakeReader.Event.VaultClosed _ -> {
                stopping = true;
                wakes.add(Wake.STOP);
            }
            case IntakeReader.Event.Ended _ -> wakes.add(Wake.READER_ENDED);
        }
    }

    private void await(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (!stopping) {
            Wake wake = wakes.poll(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (wake == null || wake == Wake.RESTART || wake == Wake.STOP) {
                return;
            }
        }
    }
}
