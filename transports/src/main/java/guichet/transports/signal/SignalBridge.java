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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs signal-cli for one account and keeps it running. What it writes goes into a spool in memory and from there into the vault; it is
/// asked one thing at a time. Where the vault is locked, it ends: signal-cli must not acknowledge what nobody can store. Not two of these for one account: the caller holds the vault's courier lock.
///
/// Any thread. While nothing happens, nothing wakes up but one question after each [SignalPatience#silence()].
public final class SignalBridge implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final SignalSetup setup;
    private final SpoolSink sink;
    private final Consumer<SignalHealth> listener;
    private final Clock clock;
    private final RandomGenerator random;
    private final SignalPatience patience;
    private final RestartDelay delay;
    private final BlockingQueue<Wake> wakes = new LinkedBlockingQueue<>();
    private volatile SignalHealth health = SignalHealth.AT_FIRST;
    private volatile boolean stopping;
    private volatile @Nullable Session session;
    private @Nullable Thread thread;
    private @Nullable RamFolder ram;
    private @Nullable Growth growth;
    private @Nullable IntakeReader reader;
    private @Nullable Thread readerThread;
    private @Nullable Long reconnectedAt;

    private enum Wake {
        STOP, EXITED, READER_ENDED, LOOK_AT_THE_ROOM, RECONNECTING, RESTART
    }

    /// @param listener told of every change, on threads of the bridge; it must return at once
    public SignalBridge(SignalSetup setup, SpoolSink sink, Consumer<SignalHealth> listener, Clock clock,
            RandomGenerator random, SignalPatience patience) {
        this.setup = setup;
        this.sink = sink;
        this.listener = listener;
        this.clock = clock;
        this.random = random;
        this.patience = patience;
        this.delay = new RestartDelay(patience, random);
    }

    /// Begins, on threads of its own. A second call does nothing.
    public synchronized void start() {
        if (thread == null && !stopping) {
            health = health.is(State.STARTING);
            thread = Thread.ofVirtual().name("signal-bridge").start(this::run);
        }
    }

    public SignalHealth health() {
        return health;
    }

    /// Tries again now where it is down and waits.
    public void retryNow() {
        wakes.add(Wake.RESTART);
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
        stopping = true;
        wakes.add(Wake.STOP);
        Thread running;
        synchronized (this) {
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
        Session now = session;
        SignalHealth state = health;
        if (now == null || state.state() != State.UP) {
            return new Answer.NotAsked(state.fault().orElse(new SignalFault(SignalTrouble.STOPPED)));
        }
        boolean unreachable = state.fault().filter(known -> known.trouble() == SignalTrouble.SERVICE_UNREACHABLE)
                .isPresent();
        if (lane == Session.Lane.SENDING && unreachable) {
            return new Answer.NotAsked(new SignalFault(SignalTrouble.SERVICE_UNREACHABLE));
        }
        Answer answer = now.ask(request, lane, most, before);
        if (lane == Session.Lane.SENDING && answer instanceof Answer.Done) {
            change(health -> health.heard(clock.instant()));
        }
        return answer;
    }

    /// Where attachments stand while they are sent.
    Optional<Path> outgoing() {
        RamFolder now;
        synchronized (this) {
            now = ram;
        }
        return Optional.ofNullable(now).map(RamFolder::outgoing);
    }

    private void run() {
        try {
            while (!stopping) {
                change(now -> now.is(State.STARTING));
                SignalFault fault = life();
                session = null;
                if (!stopping) {
                    change(now -> now.is(State.DOWN).with(fault));
                    await(delay.next());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
            change(now -> now.is(State.STOPPED));
        }
    }

    /// One process, from its start to its end.
    private SignalFault life() throws InterruptedException {
        Optional<Path> program = ProgramFile.find(setup.program(), setup.environment());
        if (program.isEmpty()) {
            return new SignalFault(SignalTrouble.NO_PROGRAM, setup.program());
        }
        try {
            RamFolder folder = folders();
            LeftOver.end(folder.processFile(), patience.ending());
            IntakeReader intake = intake(folder);
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
        Session started = new Session(child, spool, growth(), HexFormat.of().toHexDigits(random.nextLong()));
        try {
            LeftOver.note(folder.processFile(), child.handle());
            started.start();
            session = started;
            var _ = child.onExit().thenRun(() -> {
                growth().stir();
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
                    change(now -> now.is(State.UP).says(known, age));
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
            lookAtTheService();
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
        Long reconnected;
        synchronized (this) {
            reconnected = reconnectedAt;
        }
        long next = reconnected == null ? silence : Math.min(silence, reconnected - System.nanoTime());
        return Math.max(1, next);
    }

    /// signal-cli says when its connection breaks and each time that it can't be made again; not when it is. So silence means that it is.
    private void lookAtTheService() {
        boolean again;
        synchronized (this) {
            again = reconnectedAt != null && System.nanoTime() - reconnectedAt >= 0;
            reconnectedAt = again ? null : reconnectedAt;
        }
        if (again) {
            change(now -> now.without(SignalTrouble.SERVICE_UNREACHABLE));
        }
    }

    private void heard(Mutter.Heard what) {
        switch (what) {
            case Mutter.Heard.Reconnecting reconnecting -> {
                synchronized (this) {
                    reconnectedAt = System.nanoTime() + reconnecting.in().plus(patience.unheard()).toNanos();
                }
                change(now -> now.with(new SignalFault(SignalTrouble.SERVICE_UNREACHABLE)));
                wakes.add(Wake.RECONNECTING);
            }
            case Mutter.Heard.Waiting waiting -> change(now -> waiting.still()
                    ? now.with(new SignalFault(SignalTrouble.IN_USE))
                    : now.without(SignalTrouble.IN_USE));
        }
    }

    private void taken(IntakeReader.Event event) {
        switch (event) {
            case IntakeReader.Event.Taken _ -> {
                synchronized (this) {
                    reconnectedAt = null;
                }
                change(now -> now.heard(clock.instant()));
                wakes.add(Wake.LOOK_AT_THE_ROOM);
            }
            case IntakeReader.Event.NotStored _ ->
                change(now -> now.with(new SignalFault(SignalTrouble.NOT_STORED)));
            case IntakeReader.Event.StoredAgain _ -> change(now -> now.without(SignalTrouble.NOT_STORED));
            case IntakeReader.Event.Garbled _ -> change(now -> now.cautioned(Caution.GARBLED));
            case IntakeReader.Event.VaultClosed _ -> {
                stopping = true;
                wakes.add(Wake.STOP);
            }
            case IntakeReader.Event.Ended _ -> wakes.add(Wake.READER_ENDED);
        }
    }

    private synchronized RamFolder folders() throws IOException {
        if (ram == null || !Files.isDirectory(ram.path())) {
            ram = RamFolder.open(setup.home(), setup.ram(), random);
        }
        boolean inMemory = DataFolder.prepare(setup.dataFolder(), ram);
        if (!ram.isInMemory()) {
            change(now -> now.cautioned(Caution.NOT_IN_MEMORY));
        } else if (!inMemory) {
            change(now -> now.cautioned(Caution.FILES_ON_DISK));
        }
        return ram;
    }

    /// The reader, running: what earlier lives left is taken first.
    private synchronized IntakeReader intake(RamFolder folder) throws IOException {
        if (reader == null || readerThread == null || !readerThread.isAlive()) {
            if (growth != null) {
                growth.close();
            }
            growth = Growth.of(folder.path());
            reader = new IntakeReader(folder, sink, growth, this::taken);
            readerThread = Thread.ofVirtual().name("signal-intake").start(reader::run);
        }
        return reader;
    }

    private synchronized Growth growth() {
        if (growth == null) {
            throw new IllegalStateException("not before there is a spool");
        }
        return growth;
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

    private void end() {
        IntakeReader lastReader;
        Thread lastThread;
        Growth lastGrowth;
        RamFolder folder;
        synchronized (this) {
            lastReader = reader;
            lastThread = readerThread;
            lastGrowth = growth;
            folder = ram;
        }
        try {
            if (lastReader != null && lastThread != null) {
                lastReader.stop();
                lastThread.join();
            }
            if (lastGrowth != null) {
                lastGrowth.close();
            }
            if (folder != null && folder.spools().isEmpty()) {
                folder.leave();
            }
        } catch (IOException e) {
            // It stays in memory, for the next life or until the machine is switched off.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void change(UnaryOperator<SignalHealth> how) {
        SignalHealth next = how.apply(health);
        if (!next.equals(health)) {
            health = next;
            listener.accept(next);
        }
    }

}
