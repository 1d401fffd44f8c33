package guichet.inbox.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Stretches of one long source. Read in their order they cost one reading of the source, however many they are. One thread, one stretch open at a time.
final class Stretches {
    private final MailSource source;
    private @Nullable InputStream reading;
    private long position;

    Stretches(MailSource source) {
        this.source = source;
    }

    InputStream whole() throws IOException {
        return source.open();
    }

    /// @param start in bytes, from the source's beginning
    InputStream open(long start, long length) throws IOException {
        InputStream in = reading;
        if (in == null || position > start) {
            close();
            in = source.open();
            reading = in;
            position = 0;
        }
        pass(in, start - position);
        position = start;
        return new Stretch(in, length);
    }

    /// Read and not skipped: a stream that decodes may skip before it has decoded.
    private static void pass(InputStream in, long count) throws IOException {
        byte[] some = new byte[1 << 16];
        for (long left = count; left > 0;) {
            int read = in.read(some, 0, (int) Math.min(some.length, left));
            if (read < 0) {
                throw new IOException("a source that is shorter than it was");
            }
            left -= read;
        }
    }

    private void close() throws IOException {
        InputStream in = reading;
        reading = null;
        if (in != null) {
            in.close();
        }
    }

    private final class Stretch extends FilterInputStream {
        private long left;

        Stretch(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = super.read(bytes, from, (int) Math.min(length, left));
            if (count < 0) {
                throw new IOException("a source that is shorter than it was");
            }
            left -= count;
            position += count;
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long most = Math.min(count, left);
            pass(in, most);
            left -= most;
            position += most;
            return most;
        }

        @Override
        public void close() {
            // The source stays open: the next stretch goes on from here.
        }
    }
}
