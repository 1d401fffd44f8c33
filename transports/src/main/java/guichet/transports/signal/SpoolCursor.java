package guichet.transports.signal;

import guichet.transports.signal.LineCutter.Cut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/// Reads one spool, line by line, from a position on. One thread.
final class SpoolCursor implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Spool spool;
    private final FileChannel channel;
    private final LineCutter cutter;
    private final Deque<Cut> ready = new ArrayDeque<>();
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    private long read;

    SpoolCursor(Spool spool, long position, Function<byte[], Frame> reader) throws IOException {
        this.spool = spool;
        this.channel = FileChannel.open(spool.file());
        this.cutter = new LineCutter(position, reader);
        this.read = position;
    }

    Spool spool() {
        return spool;
    }

    /// The next whole line; empty where none has been written yet.
    Optional<Cut> next() throws IOException {
        while (ready.isEmpty()) {
            chunk.clear();
            int got = channel.read(chunk, read);
            if (got <= 0) {
                return Optional.empty();
            }
            read += got;
            cutter.feed(chunk.array(), got, ready::add);
        }
        return Optional.of(ready.remove());
    }

    /// What is left when nobody writes any more: half a line.
    Optional<Cut> end() {
        return cutter.end();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
