package guichet.inbox.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Line ends on the wire are CRLF (RFC 5322, section 2.1); files often have LF.
final class LineEnds {
    private LineEnds() {
    }

    static boolean hasBareLf(byte[] raw) {
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\n' && (i == 0 || raw[i - 1] != '\r')) {
                return true;
            }
        }
        return false;
    }

    /// The same, by stream.
    static InputStream toCrLf(InputStream raw) {
        return new FilterInputStream(new BufferedInputStream(raw, 1 << 16)) {
            private int before;
            private boolean owed;

            @Override
            public int read() throws IOException {
                if (owed) {
                    owed = false;
                    before = '\n';
                    return before;
                }
                int next = in.read();
                if (next == '\n' && before != '\r') {
                    owed = true;
                    before = '\r';
                    return before;
                }
                before = next;
                return next;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = 0;
                while (skipped < count && read() >= 0) {
                    skipped++;
                }
                return skipped;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int count = 0;
                while (count < length) {
                    int next = read();
                    if (next < 0) {
                        return count == 0 && length > 0 ? -1 : count;
                    }
                    bytes[from + count++] = (byte) next;
                }
                return count;
            }
        };
    }

    static byte[] toCrLf(byte[] raw) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length + raw.length / 32);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\n' && (i == 0 || raw[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(raw[i]);
        }
        return out.toByteArray();
    }
}
