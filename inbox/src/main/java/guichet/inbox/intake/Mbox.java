package guichet.inbox.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// The mails of an mbox (RFC 4155), one after the other, in the reading of mboxrd: a line `From ` after an empty line begins a mail, and
/// `>From `, `>>From `… lose one bracket. However long a mail or a line is, little of it is held. Of one thread.
final class Mbox implements AutoCloseable {
    /// Bytes of a line that are held; what is longer goes on in another piece.
    static final int PIECE = 1 << 16;
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = new byte[0];

    private final InputStream in;
    private final byte[] buffer = new byte[PIECE];
    private int from;
    private int to;
    private long read;
    /// The last piece had no end of line.
    private boolean lineGoesOn;
    private boolean begun;
    private boolean atEnd;
    /// An empty line that belongs to the mail only where no other mail follows it.
    private byte[] held = NOTHING;
    private InputStream mail = InputStream.nullInputStream();

    Mbox(InputStream in) {
        this.in = in;
    }

    /// Goes on to the next mail, over what was not read of the one before; false at the end.
    boolean next() throws IOException {
        if (begun) {
            mail.transferTo(OutputStream.nullOutputStream());
        } else {
            begun = true;
            atEnd = !startsWith(piece(), FROM);
            passLine();
        }
        if (atEnd) {
            return false;
        }
        held = NOTHING;
        mail = new Mail();
        return true;
    }

    /// The mail that [#next] came to, without what was quoted for the mbox.
    InputStream mail() {
        return mail;
    }

    /// Bytes of the file up to here.
    long position() {
        return read - (to - from);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// Some more of this mail, perhaps nothing for now; empty at its end.
    private Optional<byte[]> more() throws IOException {
        if (lineGoesOn) {
            return untilTheEnd(piece());
        }
        byte[] line = piece();
        if (held.length > 0 && startsWith(line, FROM)) {
            passLine();
            return Optional.empty();
        }
        byte[] before = held;
        held = NOTHING;
        if (isEmpty(line)) {
            held = line;
            return Optional.of(before);
        }
        return untilTheEnd(line).map(_ -> join(before, isQuoted(line) ? 1 : 0, line));
    }

    private Optional<byte[]> untilTheEnd(byte[] piece) {
        atEnd = piece.length == 0;
        return atEnd ? Optional.empty() : Optional.of(piece);
    }

    /// The rest of the line that was begun.
    private void passLine() throws IOException {
        while (lineGoesOn) {
            piece();
        }
    }

    /// A line with its end, or as much of one as is held; empty at the end of the file.
    private byte[] piece() throws IOException {
        int looked = from;
        while (true) {
            while (looked < to) {
                if (buffer[looked++] == '\n') {
                    return cut(looked);
                }
            }
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                looked = to;
                from = 0;
            }
            int more = to == buffer.length ? -1 : in.read(buffer, to, buffer.length - to);
            if (more < 0) {
                return cut(to);
            }
            to += more;
            read += more;
        }
    }

    private byte[] cut(int end) {
        byte[] piece = Arrays.copyOfRange(buffer, from, end);
        from = end;
        lineGoesOn = piece.length > 0 && piece[piece.length - 1] != '\n';
        return piece;
    }

    private static byte[] join(byte[] before, int skip, byte[] line) {
        byte[] both = Arrays.copyOf(before, before.length + line.length - skip);
        System.arraycopy(line, skip, both, before.length, line.length - skip);
        return both;
    }

    private static boolean isEmpty(byte[] line) {
        return line.length > 0 && (line[0] == '\n' || (line.length == 2 && line[0] == '\r' && line[1] == '\n'));
    }

    private static boolean isQuoted(byte[] line) {
        int brackets = 0;
        while (brackets < line.length && line[brackets] == '>') {
            brackets++;
        }
        return brackets > 0 && startsWith(Arrays.copyOfRange(line, brackets, line.length), FROM);
    }

    private static boolean startsWith(byte[] line, byte[] start) {
        return line.length >= start.length && Arrays.equals(line, 0, start.length, start, 0, start.length);
    }

    private final class Mail extends InputStream {
        private byte[] ready = NOTHING;
        private int at;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            while (!ended && at == ready.length) {
                Optional<byte[]> more = more();
                ended = more.isEmpty();
                ready = more.orElse(NOTHING);
                at = 0;
            }
            if (ended && length > 0) {
                return -1;
            }
            int some = Math.min(length, ready.length - at);
            System.arraycopy(ready, at, into, offset, some);
            at += some;
            return some;
        }
    }
}
