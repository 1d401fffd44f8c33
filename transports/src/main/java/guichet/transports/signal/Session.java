package guichet.transports.signal;

import guichet.keystore.vault.VaultException;
import guichet.transports.signal.Frame.Failure;
import guichet.transports.signal.Frame.Garbage;
import guichet.transports.signal.Frame.Notification;
import guichet.transports.signal.Frame.Result;
import guichet.transports.signal.LineCutter.Cut;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// One life of signal-cli, from the side of those who ask it: requests by its input, their answers picked out of its spool. What people sent
/// is not looked at here ([IntakeReader] takes it): an answer need not wait until that is stored.
///
/// Any thread may ask; on each [Lane] one request is under way at a time.
final class Session {
    /// How every notification of signal-cli begins.
    private static final byte[] NOTIFICATION = "{\"jsonrpc\":\"2.0\",\"method\":".getBytes(
            java.nio.charset.StandardCharsets.US_ASCII);
    private static final Frame SKIPPED = new Notification("", Raw.none());

    private final Child child;
    private final Spool spool;
    private final Growth growth;
    private final String idPrefix;
    private final AtomicLong lastId = new AtomicLong();
    private final ConcurrentHashMap<String, CompletableFuture<Frame>> waiting = new ConcurrentHashMap<>();
    private final ReentrantLock sending = new ReentrantLock(true);
    private final ReentrantLock asking = new ReentrantLock(true);
    private final CompletableFuture<Void> read = new CompletableFuture<>();
    private volatile long position;
    private volatile boolean garbled;
    private volatile long lastWord = System.nanoTime();

    /// What may overlap: questions may with what is sent, and never two of a kind. Sends that overlapped have been lost by signal-cli (its
    /// issue 1783).
    enum Lane {
        SENDING, ASKING
    }

    /// Right before the first byte of a request.
    @FunctionalInterface
    interface BeforeWrite {
        void run() throws VaultException;
    }

    /// @param idPrefix sets its ids apart from those of every other life
    Session(Child child, Spool spool, Growth growth, String idPrefix) {
        this.child = child;
        this.spool = spool;
        this.growth = growth;
        this.idPrefix = idPrefix;
    }

    void start() {
        Thread.ofVirtual().name("signal-answers").start(this::run);
    }

    Child child() {
        return child;
    }

    /// How far answers have been looked for: what is behind that may go.
    long position() {
        return position;
    }

    /// When anything at all was last written, by [System#nanoTime()].
    long lastWord() {
        return lastWord;
    }

    /// Something that is no frame has been written.
    boolean isGarbled() {
        return garbled;
    }

    /// Completes once the process has ended and everything that it wrote was looked at.
    CompletableFuture<Void> isRead() {
        return read;
    }

    /// Asks, and waits for the answer.
    ///
    /// @param before right before the first byte is written; where it throws, nothing is
    Answer ask(Request request, Lane lane, Duration patience, BeforeWrite before) throws VaultException {
        ReentrantLock turn = lane == Lane.SENDING ? sending : asking;
        turn.lock();
        try {
            if (!child.isAlive()) {
                return new Answer.NotAsked(child.lastWords());
            }
            before.run();
            return answer(request, patience);
        } finally {
            turn.unlock();
        }
    }

    private Answer answer(Request request, Duration patience) {
        String id = idPrefix + "-" + lastId.incrementAndGet();
        CompletableFuture<Frame> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        byte[] line = request.line(id);
        // A process that has stopped reading must not hold its asker for longer than the patience.
        Thread.ofVirtual().name("signal-request").start(() -> {
            try {
                child.write(line);
            } catch (IOException e) {
                answer.completeExceptionally(e);
            } finally {
                Arrays.fill(line, (byte) 0);
            }
        });
        try {
            if (read.isDone()) {
                return new Answer.Lost(child.lastWords());
            }
            return switch (answer.get(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                case Result result -> new Answer.Done(result.json());
                case Failure failure -> new Answer.Refused(failure);
                case Notification _,Garbage _ -> throw new IllegalStateException("not an answer");
            };
        } catch (TimeoutException e) {
            // Nothing may be sent beside it, so this life is over.
            child.process().destroyForcibly();
            child.onExit().join();
            return new Answer.Lost(new SignalFault(SignalTrouble.NO_ANSWER));
        } catch (ExecutionException e) {
            return new Answer.Lost(child.lastWords());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Lost(new SignalFault(SignalTrouble.STOPPED));
        } finally {
            waiting.remove(id);
        }
    }

    private void run() {
        try (SpoolCursor cursor = new SpoolCursor(spool, 0, Session::unlessNotification)) {
            boolean last = false;
            while (true) {
                long seen = growth.count();
                Optional<Cut> cut = cursor.next();
                if (cut.isPresent()) {
                    take(cut.get());
                } else if (last) {
                    break;
                } else if (!child.isAlive()) {
                    // Once more: what was written right before it ended.
                    last = true;
                } else if (!growth.await(seen, Duration.ofHours(1))) {
                    break;
                }
            }
        } catch (IOException e) {
            garbled = true;
        } finally {
            read.complete(null);
            waiting.values().forEach(one -> one.completeExceptionally(new IOException("ended")));
        }
    }

    private void take(Cut cut) {
        position = cut.end();
        lastWord = System.nanoTime();
        switch (cut.frame()) {
            case Result result -> complete(result.id(), result);
            case Failure failure -> failure.id().ifPresentOrElse(id -> complete(id, failure), () -> {
                // It could not even read the id, so the request is told by being the only one.
                if (waiting.size() == 1) {
                    waiting.values().forEach(one -> one.complete(failure));
                }
            });
            case Garbage _ -> garbled = true;
            case Notification _ -> {
            }
        }
    }

    /// An id that nobody asked for is nobody's answer.
    private void complete(String id, Frame frame) {
        CompletableFuture<Frame> one = waiting.get(id);
        if (one != null) {
            one.complete(frame);
        }
    }

    private static Frame unlessNotification(byte[] line) {
        boolean is = line.length >= NOTIFICATION.length
                && Arrays.equals(line, 0, NOTIFICATION.length, NOTIFICATION, 0, NOTIFICATION.length);
        return is ? SKIPPED : Frames.read(line);
    }
}
