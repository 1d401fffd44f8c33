package guichet.transports.signal;

import guichet.transports.signal.Frame.Garbage;
import guichet.transports.signal.Frame.Why;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Cuts a stream of bytes into lines, and those into frames. Holds no more of a line than [Frames#LONGEST_LINE], however long it is.
/// One thread.
final class LineCutter {
    private static final int AT_FIRST = 8192;

    private final Function<byte[], Frame> reader;
    private byte[] held = new byte[AT_FIRST];
    private int size;
    private long skipped;
    private long position;

    /// @param end behind the line and its end, counted from where this cutter began
    record Cut(Frame frame, long end) {
    }

    LineCutter(long position) {
        this(position, Frames::read);
    }

    /// @param reader what to make of a line within the limit
    LineCutter(long position, Function<byte[], Frame> reader) {
        this.position = position;
        this.reader = reader;
    }

    /// Where the last whole line ended.
    long position() {
        return position;
    }

    void feed(byte[] bytes, int length, Consumer<Cut> to) {
        int begin = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                hold(bytes, begin, i);
                begin = i + 1;
                take(1, Optional.empty()).ifPresent(to);
            }
        }
        hold(bytes, begin, length);
    }

    /// Nothing will follow: what is left is half a line, unless it is empty.
    Optional<Cut> end() {
        return size + skipped == 0 ? Optional.empty() : take(0, Optional.of(Why.CUT));
    }

    private Optional<Cut> take(int newline, Optional<Why> why) {
        long length = size + skipped;
        byte[] line = Arrays.copyOf(held, size);
        position += length + newline;
        Frame frame = skipped > 0
                ? new Garbage(Why.TOO_LONG, Raw.of(line), length)
                : why.<Frame>map(word -> new Garbage(word, Raw.of(line), length)).orElseGet(() -> reader.apply(line));
        size = 0;
        skipped = 0;
        if (held.length > AT_FIRST * 8) {
            held = new byte[AT_FIRST];
        }
        return length == 0 ? Optional.empty() : Optional.of(new Cut(frame, position));
    }

    private void hold(byte[] bytes, int from, int to) {
        int kept = Math.min(to - from, Frames.LONGEST_LINE - size);
        if (size + kept > held.length) {
            held = Arrays.copyOf(held, Math.min(Frames.LONGEST_LINE, Math.max(held.length * 2, size + kept)));
        }
        System.arraycopy(bytes, from, held, size, kept);
        size += kept;
        skipped += to - from - kept;
    }
}
