package guichet.tui.term;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The controlling terminal of this process, reached directly: standard input may hold something else.
public final class Tty implements AutoCloseable {
    private static final String DEVICE = "/dev/tty";
    private static final int READ_WRITE = 2;
    private static final int STANDARD_OUTPUT = 1;
    private static final int LONGEST_LINE = 4096;

    private final int descriptor;
    private final InputStream keys;
    private final OutputStream screen;

    private Tty(int descriptor, InputStream keys, OutputStream screen) {
        this.descriptor = descriptor;
        this.keys = keys;
        this.screen = screen;
    }

    /// Empty where the process has none.
    public static Optional<Tty> open() {
        int descriptor = Libc.open(DEVICE, READ_WRITE);
        if (descriptor < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Tty(descriptor, new FileInputStream(DEVICE), new FileOutputStream(DEVICE)));
        } catch (IOException e) {
            Libc.close(descriptor);
            return Optional.empty();
        }
    }

    public static boolean isStandardOutput() {
        return Libc.isatty(STANDARD_OUTPUT) == 1;
    }

    /// One line, typed without echo; the caller wipes it.
    public char[] askHidden(String prompt) throws IOException {
        try (TtyMode _ = TtyMode.hidden(descriptor)) {
            write(prompt);
            byte[] typed = new byte[LONGEST_LINE];
            try {
                int length = readLine(typed);
                write("\n");
                return decode(typed, length);
            } finally {
                Arrays.fill(typed, (byte) 0);
            }
        }
    }

    private int readLine(byte[] typed) throws IOException {
        int length = 0;
        int next = keys.read();
        while (next >= 0 && next != '\n' && next != '\r') {
            if (length < typed.length) {
                typed[length++] = (byte) next;
            }
            next = keys.read();
        }
        return length;
    }

    private static char[] decode(byte[] typed, int length) {
        CharBuffer chars = CharBuffer.allocate(length);
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(typed, 0, length), chars, true);
        char[] line = Arrays.copyOf(chars.array(), chars.position());
        Arrays.fill(chars.array(), '\0');
        return line;
    }

    /// The terminal's height in lines; 24 where it does not say.
    public int rows() {
        return size(0, 24);
    }

    /// Its width in columns; 80 where it does not say.
    public int columns() {
        return size(2, 80);
    }

    private int size(long offset, int otherwise) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(8);
            int answer = Libc.ioctl(descriptor, Libc.WINDOW_SIZE_REQUEST, size);
            int value = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, offset));
            return answer < 0 || value == 0 ? otherwise : value;
        }
    }

    /// Until closed, each key arrives at once and is not shown.
    TtyMode byKey() throws IOException {
        return TtyMode.keys(descriptor);
    }

    int key() throws IOException {
        return keys.read();
    }

    void write(String text) throws IOException {
        screen.write(text.getBytes(StandardCharsets.UTF_8));
        screen.flush();
    }

    @Override
    public void close() throws IOException {
        keys.close();
        screen.close();
        Libc.close(descriptor);
    }
}
