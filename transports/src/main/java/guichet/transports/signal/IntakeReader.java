package guichet.transports.signal;

import guichet.keystore.vault.VaultException;
import guichet.transports.signal.Frame.Failure;
import guichet.transports.signal.Frame.Garbage;
import guichet.transports.signal.Frame.Notification;
import guichet.transports.signal.Frame.Result;
import guichet.transports.signal.LineCutter.Cut;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Takes what people sent out of the spools, the oldest first, and hands it to the vault in batches. A part of a spool is given up once it
/// is stored, and a spool is deleted once its process has ended and all of it is stored. One thread, [#run()]'s.
final class IntakeReader {
    private static final int MOST_LINES = 500;
    private static final int MOST_BYTES = 8 << 20;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final RamFolder ram;
    private final SpoolSink sink;
    private final Growth growth;
    private final Consumer<Event> events;
    private @Nullable Spool live;
    private @Nullable LongUnaryOperator bound;
    private volatile boolean stopping;

    /// What the bridge wants to know.
    sealed interface Event {
        /// Something came, from Signal's service.
        record Taken(int count) implements Event {
        }

        /// The vault could not store it; it is tried again.
        record NotStored() implements Event {
        }

        record StoredAgain() implements Event {
        }

        /// Among it was something that is no JSON-RPC.
        record Garbled() implements Event {
        }

        /// The vault was locked: nothing can be stored until it is opened again.
        record VaultClosed() implements Event {
        }

        /// The reader has ended: everything is stored, or the vault is closed, or the spool can't be read.
        record Ended() implements Event {
        }
    }

    IntakeReader(RamFolder ram, SpoolSink sink, Growth growth, Consumer<Event> events) {
        this.ram = ram;
        this.sink = sink;
        this.growth = growth;
        this.events = events;
    }

    /// A process is about to write into a new spool.
    ///
    /// @param make  makes it
    /// @param mayGo how much of it may be given up, of what the vault holds
    synchronized Spool begin(Maker make, LongUnaryOperator mayGo) throws IOException {
        Spool made = make.make();
        live = made;
        bound = mayGo;
        return made;
    }

    @FunctionalInterface
    interface Maker {
        Spool make() throws IOException;
    }

    /// That process has ended.
    synchronized void ended() {
        live = null;
        bound = null;
        growth.stir();
    }

    /// Ends once everything that is there has been stored. Only after [#ended()].
    void stop() {
        stopping = true;
        growth.stir();
    }

    void run() {
        try {
            boolean more = true;
            while (more) {
                try {
                    more = next();
                } catch (VaultException e) {
                    if (e.kind() == VaultException.Kind.CLOSED) {
                        events.accept(new Event.VaultClosed());
                    }
                    if (e.kind() == VaultException.Kind.CLOSED || stopping) {
                        return;
                    }
                    pause();
                }
            }
        } catch (IOException e) {
            // What is in memory stays there, and the next life begins with it.
        } finally {
            events.accept(new Event.Ended());
        }
    }

    private boolean next() throws IOException, VaultException {
        long seen = growth.count();
        Optional<Spool> oldest = ram.spools().stream().findFirst();
        return oldest.isPresent() ? drain(oldest.get()) : !stopping && growth.await(seen, LONG);
    }

    /// @return false once there is nothing more to be done
    private boolean drain(Spool spool) throws IOException, VaultException {
        long from = sink.position(spool.name());
        try (SpoolCursor cursor = new SpoolCursor(spool, from, Frames::read)) {
            while (true) {
                long seen = growth.count();
                boolean live = isLive(spool);
                Batch batch = Batch.from(cursor);
                if (!live && batch.reachedTheEnd()) {
                    // Nobody writes any more, so half a line stays one.
                    cursor.end().ifPresent(batch::add);
                }
                if (!batch.isEmpty()) {
                    if (!store(batch, spool)) {
                        return false;
                    }
                } else if (!live) {
                    Files.deleteIfExists(spool.file());
                    sink.forget(spool.name());
                    return true;
                } else if (!growth.await(seen, LONG)) {
                    return false;
                }
            }
        }
    }

    /// Lines that are stored together.
    private static final class Batch {
        private final List<Raw> came = new ArrayList<>();
        private long bytes;
        private long end;
        private boolean atEnd;
        private boolean garbled;

        static Batch from(SpoolCursor cursor) throws IOException {
            Batch batch = new Batch();
            while (batch.came.size() < MOST_LINES && batch.bytes < MOST_BYTES) {
                Optional<Cut> cut = cursor.next();
                if (cut.isEmpty()) {
                    batch.atEnd = true;
                    break;
                }
                batch.add(cut.get());
            }
            return batch;
        }

        void add(Cut cut) {
            delivery(cut.frame()).ifPresent(raw -> {
                came.add(raw);
                garbled |= cut.frame() instanceof Garbage;
                bytes += raw.length();
                end = cut.end();
            });
        }

        boolean isEmpty() {
            return came.isEmpty();
        }

        boolean reachedTheEnd() {
            return atEnd;
        }
    }

    /// Answers are [Session]'s; a notification that this version does not know is none of ours.
    private static Optional<Raw> delivery(Frame frame) {
        return switch (frame) {
            case Notification notification ->
                notification.method().equals("receive") ? Optional.of(notification.params()) : Optional.empty();
            case Garbage garbage -> Optional.of(garbage.raw());
            case Result _,Failure _ -> Optional.empty();
        };
    }

    /// @return false where it was told to stop while the vault could not store
    private boolean store(Batch batch, Spool spool) throws VaultException {
        boolean failed = false;
        while (true) {
            try {
                sink.take(List.copyOf(batch.came), spool.name(), batch.end);
                if (failed) {
                    events.accept(new Event.StoredAgain());
                }
                events.accept(new Event.Taken(batch.came.size()));
                if (batch.garbled) {
                    events.accept(new Event.Garbled());
                }
                HolePunch.punch(spool.file(), mayGo(spool, batch.end));
                return true;
            } catch (VaultException e) {
                if (e.kind() == VaultException.Kind.CLOSED) {
                    throw e;
                }
                if (!failed) {
                    failed = true;
                    events.accept(new Event.NotStored());
                }
                if (stopping) {
                    return false;
                }
                // Not by growth: more may come all the while.
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isLive(Spool spool) {
        return spool.equals(live);
    }

    private synchronized long mayGo(Spool spool, long stored) {
        return spool.equals(live) && bound != null ? bound.applyAsLong(stored) : stored;
    }
}
