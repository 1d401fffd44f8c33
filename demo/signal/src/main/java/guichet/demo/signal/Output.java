package guichet.demo.signal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Where answers and notifications go, a whole line at a time. As with signal-cli nobody learns that a line could not be written.
///
/// Any thread.
final class Output {
    private final OutputStream out;

    Output(OutputStream out) {
        this.out = out;
    }

    static Output standard() {
        return new Output(new FileOutputStream(FileDescriptor.out));
    }

    void line(@Nullable Object json) {
        raw(Json.bytes(json), 1);
    }

    /// @param newlines how many to write after it: none leaves half a line
    synchronized void raw(byte[] bytes, int newlines) {
        byte[] whole = new byte[bytes.length + newlines];
        System.arraycopy(bytes, 0, whole, 0, bytes.length);
        for (int i = bytes.length; i < whole.length; i++) {
            whole[i] = '\n';
        }
        try {
            out.write(whole);
        } catch (IOException e) {
            // signal-cli writes through a PrintStream, which swallows this.
        }
    }
}
