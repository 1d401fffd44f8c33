package guichet.transports.signal;

import guichet.transports.signal.SignalHealth.Caution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What signal-cli's lives of one account have in common: the folder in memory, and the reader that takes from there into the vault.
///
/// Any thread.
final class Inflow {
    private final SignalSetup setup;
    private final SpoolSink sink;
    private final Consumer<IntakeReader.Event> events;
    private final RandomGenerator random;
    private @Nullable RamFolder ram;
    private @Nullable Growth growth;
    private @Nullable IntakeReader reader;
    private @Nullable Thread readerThread;

    /// The folder, ready, and what is not as it should be about it.
    record Prepared(RamFolder folder, Optional<Caution> caution) {
    }

    Inflow(SignalSetup setup, SpoolSink sink, Consumer<IntakeReader.Event> events, RandomGenerator random) {
        this.setup = setup;
        this.sink = sink;
        this.events = events;
        this.random = random;
    }

    synchronized Prepared folder() throws IOException {
        if (ram == null || !Files.isDirectory(ram.path())) {
            ram = RamFolder.open(setup.home(), setup.ram(), random);
        }
        boolean inMemory = DataFolder.prepare(setup.dataFolder(), ram);
        Optional<Caution> caution = Optional.empty();
        if (!ram.isInMemory()) {
            caution = Optional.of(Caution.NOT_IN_MEMORY);
        } else if (!inMemory) {
            caution = Optional.of(Caution.FILES_ON_DISK);
        }
        return new Prepared(ram, caution);
    }

    /// The reader, running: what earlier lives left is taken first.
    synchronized IntakeReader reader(RamFolder folder) throws IOException {
        if (reader == null || readerThread == null || !readerThread.isAlive()) {
            if (growth != null) {
                growth.close();
            }
            growth = Growth.of(folder.path());
            reader = new IntakeReader(folder, sink, growth, events);
            readerThread = Thread.ofVirtual().name("signal-intake").start(reader::run);
        }
        return reader;
    }

    synchronized Growth growth() {
        if (growth == null) {
            throw new IllegalStateException("not before there is a spool");
        }
        return growth;
    }

    /// Where attachments stand while they are sent.
    synchronized Optional<Path> outgoing() {
        return Optional.ofNullable(ram).map(RamFolder::outgoing);
    }

    /// Waits until what was written is stored, and leaves nothing of it behind.
    void end() {
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
}
