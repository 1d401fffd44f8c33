package guichet.tui.term;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A way of reading keys that holds until it is closed, and also ends with the process.
final class TtyMode implements AutoCloseable {
    // struct termios of Linux: four int of flags, one byte, then the control characters.
    private static final long TERMIOS_BYTES = 256;
    private static final long LOCAL_FLAGS = 12;
    private static final long CONTROL_CHARACTERS = 17;
    private static final int SHOW_KEYS = 0x8; // ECHO
    private static final int BY_LINE = 0x2; // ICANON
    private static final int SIGNAL_KEYS = 0x1; // ISIG
    private static final int LEAST_TIME = 5;
    private static final int LEAST_KEYS = 6;
    private static final int ONCE_WRITTEN = 1;

    private final int descriptor;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment before = arena.allocate(TERMIOS_BYTES);
    private final Thread atExit;
    private boolean closed;

    private TtyMode(int descriptor, int withoutFlags) throws IOException {
        this.descriptor = descriptor;
        if (Libc.tcgetattr(descriptor, before) != 0) {
            throw new IOException("not a terminal");
        }
        MemorySegment changed = arena.allocate(TERMIOS_BYTES).copyFrom(before);
        int flags = changed.get(ValueLayout.JAVA_INT, LOCAL_FLAGS);
        changed.set(ValueLayout.JAVA_INT, LOCAL_FLAGS, flags & ~withoutFlags);
        if ((withoutFlags & BY_LINE) != 0) {
            changed.set(ValueLayout.JAVA_BYTE, CONTROL_CHARACTERS + LEAST_KEYS, (byte) 1);
            changed.set(ValueLayout.JAVA_BYTE, CONTROL_CHARACTERS + LEAST_TIME, (byte) 0);
        }
        this.atExit = new Thread(this::restore);
        Runtime.getRuntime().addShutdownHook(atExit);
        Libc.tcsetattr(descriptor, ONCE_WRITTEN, changed);
    }

    /// A line at a time, unseen.
    static TtyMode hidden(int descriptor) throws IOException {
        return new TtyMode(descriptor, SHOW_KEYS);
    }

    /// Each key at once, unseen; Ctrl-C is a key too.
    static TtyMode keys(int descriptor) throws IOException {
        return new TtyMode(descriptor, SHOW_KEYS | BY_LINE | SIGNAL_KEYS);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            return; // the hook itself restores, now
        }
        restore();
    }

    private synchronized void restore() {
        if (!closed) {
            Libc.tcsetattr(descriptor, ONCE_WRITTEN, before);
            closed = true;
        }
    }
}
