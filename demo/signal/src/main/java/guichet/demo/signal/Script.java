package guichet.demo.signal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file of JSON lines that grows while it is played, and how far it has been played: what was done is not done again by the next life of
/// the process. One thread.
final class Script {
    private static final int LONGS = 2 * Long.BYTES;

    private final Path folder;
    private final Path file;
    private final WatchService watch;
    private final FileChannel progress;
    private long doneUpTo;
    private long doneOfNext;
    private long read;

    /// @param end      where its line ends in the file
    /// @param doneOfIt how much of it an earlier life has done
    record Entry(Map<String, @Nullable Object> json, long end, boolean isDone, long doneOfIt) {
    }

    Script(Path folder) throws IOException {
        this.folder = folder;
        this.file = folder.resolve(StandIn.SCRIPT);
        Files.createDirectories(folder);
        this.watch = folder.getFileSystem().newWatchService();
        this.progress = FileChannel.open(folder.resolve("progress"), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    void open() throws IOException {
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        ByteBuffer longs = ByteBuffer.allocate(LONGS);
        if (progress.read(longs, 0) == LONGS) {
            doneUpTo = longs.getLong(0);
            doneOfNext = longs.getLong(Long.BYTES);
        }
    }

    /// What stands in it already.
    List<Entry> soFar() throws IOException {
        List<Entry> entries = new ArrayList<>();
        while (!line().isEmpty()) {
            entries.add(take(line()));
        }
        read = 0;
        return entries;
    }

    void close() {
        try {
            watch.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Waits for it.
    ///
    /// @throws java.nio.file.ClosedWatchServiceException once it is closed
    Entry next() throws IOException, InterruptedException {
        while (true) {
            String line = line();
            if (!line.isEmpty()) {
                return take(line);
            }
            WatchKey key = watch.take();
            key.pollEvents();
            key.reset();
        }
    }

    private Entry take(String line) throws IOException {
        long begin = read;
        read += line.getBytes(StandardCharsets.UTF_8).length;
        return new Entry(Json.map(Json.read(line)), read, read <= doneUpTo, begin == doneUpTo ? doneOfNext : 0);
    }

    void done(Entry entry) throws IOException {
        write(entry.end(), 0);
    }

    void done(Entry entry, long ofIt) throws IOException {
        write(doneUpTo, ofIt);
    }

    private void write(long upTo, long ofNext) throws IOException {
        doneUpTo = upTo;
        doneOfNext = ofNext;
        progress.write(ByteBuffer.allocate(LONGS).putLong(upTo).putLong(ofNext).flip(), 0);
    }

    /// The next whole line with its newline, or an empty string.
    private String line() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer rest = ByteBuffer.allocate(Math.toIntExact(channel.size() - read));
            while (rest.hasRemaining() && channel.read(rest, read + rest.position()) >= 0) {
                // Until it is whole.
            }
            String text = new String(rest.array(), 0, rest.position(), StandardCharsets.UTF_8);
            int newline = text.indexOf('\n');
            return newline < 0 ? "" : text.substring(0, newline + 1);
        }
    }
}
