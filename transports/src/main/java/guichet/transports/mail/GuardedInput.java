package guichet.transports.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// What a mail server says, bounded before the library that reads it allocates anything for it.
///
/// Lets through one line, or a piece of one literal, at a time: whoever reads through this never holds more than it asked for, so what has
/// come unasked stays here and can be noticed ([#hasUnread()]). Bounded are a line, an announced literal, a response, everything between
/// two calls of [#allow], and the time for each. Where a bound is broken every further read fails.
///
/// It takes for a literal exactly what Angus Mail's `ResponseInputStream` takes for one, and refuses what could make the two differ. One
/// thread at a time.
final class GuardedInput extends InputStream {
    /// No line of a mailbox's dialogue that we cause comes near.
    private static final int MAX_IMAP_LINE = 64 * 1024;
    /// RFC 5321, section 4.5.3.1.5, has 512.
    private static final int MAX_SMTP_LINE = 4 * 1024;
    private static final int MAX_DIGITS = 10;
    /// A literal may take this long a byte, on top of the time that any answer may take: slower than any line that people use.
    private static final long NANOS_A_BYTE = 1_000_000;

    private final Grammar grammar;
    private final Source source;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;

    private Duration patience;
    private long deadline;
    private boolean refused;
    private long allowed = Long.MAX_VALUE;
    private int mostLiteral;
    private long responseLeft;
    private int lineLength;
    private long literalLeft;
    /// The response's last bytes so far, of its lines and literals alike; an octet that is not there is 0.
    private final byte[] tail = new byte[MAX_DIGITS + 5];

    enum Grammar {
        /** SMTP: lines alone. */
        LINES,
        /** IMAP: a line that ends in `{n}` goes on with n bytes of anything. */
        LITERALS
    }

    /// Where the bytes come from.
    interface Source {
        /// @return how many bytes were read, -1 where there are no more
        /// @throws SocketTimeoutException where none came in that time; the next read may try again
        int read(byte[] into, Duration within) throws IOException;

        /// Whether bytes have come that were not read, as far as can be told without reading.
        boolean mayHaveMore() throws IOException;

        /// Learns why the guard has refused to go on.
        void refused(Trouble why);
    }

    /// Allows no literal until [#allow] does.
    ///
    /// @param patience for each answer
    GuardedInput(Grammar grammar, Source source, Duration patience) {
        this.grammar = grammar;
        this.source = source;
        this.patience = patience;
        startResponse();
    }

    /// Bounds what comes from now on.
    ///
    /// @param bytes        of everything
    /// @param literalBytes of each response's literals together
    void allow(long bytes, int literalBytes) {
        allowed = bytes;
        mostLiteral = literalBytes;
        startResponse();
    }

    void patience(Duration within) {
        patience = within;
    }

    /// Whether something has come that nobody has read yet. Waits at most for what is on its way through TLS.
    boolean hasUnread() throws IOException {
        return next < end || (source.mayHaveMore() && await(Duration.ofMillis(50)));
    }

    /// Waits until something can be read.
    ///
    /// @return false where nothing came in that time; all goes on as before
    boolean await(Duration within) throws IOException {
        if (next < end) {
            return true;
        }
        try {
            return fill(within);
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @Override
    public int available() {
        return end - next;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (refused) {
            throw new IOException("refused before");
        }
        if (count == 0) {
            return 0;
        }
        if (lineLength == 0 && literalLeft == 0) {
            deadline = System.nanoTime() + patience.toNanos();
        }
        if (next == end && !fillInTime()) {
            return -1;
        }
        int most = Math.min(count, end - next);
        int taken = literalLeft > 0 ? ofLiteral(most) : ofLine(most);
        System.arraycopy(buffer, next, into, from, taken);
        next += taken;
        spend(taken);
        return taken;
    }

    private int ofLiteral(int most) {
        int taken = (int) Math.min(most, literalLeft);
        for (int i = Math.max(0, taken - tail.length); i < taken; i++) {
            remember(buffer[next + i]);
        }
        literalLeft -= taken;
        return taken;
    }

    private int ofLine(int most) throws IOException {
        int limit = grammar == Grammar.LINES ? MAX_SMTP_LINE : MAX_IMAP_LINE;
        for (int i = 0; i < most; i++) {
            byte b = buffer[next + i];
            boolean afterReturn = last(1) == '\r';
            if (grammar == Grammar.LINES && afterReturn && b != '\n') {
                // Some take a bare CR for a line's end and others don't: two answers in one line.
                throw refusal(Trouble.BAD_ANSWER);
            }
            remember(b);
            if (++lineLength > limit) {
                throw refusal(Trouble.BAD_ANSWER);
            }
            if (b == '\n' && (grammar == Grammar.LINES || afterReturn)) {
                endLine();
                return i + 1;
            }
        }
        return most;
    }

    private void endLine() throws IOException {
        lineLength = 0;
        if (grammar == Grammar.LITERALS && last(3) == '}') {
            long announced = announcedLiteral();
            if (announced >= 0) {
                if (announced > mostLiteral || announced > responseLeft) {
                    throw refusal(Trouble.MESSAGE_TOO_LARGE);
                }
                literalLeft = announced;
                deadline = System.nanoTime() + patience.toNanos() + announced * NANOS_A_BYTE;
                return;
            }
        }
        startResponse();
    }

    /// The number in `{n}` before the line's end, or -1 where it is none.
    private long announcedLiteral() throws IOException {
        long value = 0;
        long scale = 1;
        for (int back = 4; back <= tail.length; back++) {
            byte b = last(back);
            if (b == '{') {
                return back == 4 ? -1 : value;
            }
            if (b < '0' || b > '9') {
                if (b == '-' && back > 4 && last(back + 1) == '{') {
                    throw refusal(Trouble.BAD_ANSWER);
                }
                return -1;
            }
            value += (b - '0') * scale;
            scale *= 10;
        }
        throw refusal(Trouble.MESSAGE_TOO_LARGE);
    }

    private void spend(int count) throws IOException {
        allowed -= count;
        responseLeft -= count;
        if (allowed < 0 || responseLeft < 0) {
            throw refusal(Trouble.BAD_ANSWER);
        }
    }

    private void startResponse() {
        lineLength = 0;
        literalLeft = 0;
        responseLeft = 2L * MAX_IMAP_LINE + mostLiteral;
        java.util.Arrays.fill(tail, (byte) 0);
    }

    private void remember(byte b) {
        System.arraycopy(tail, 1, tail, 0, tail.length - 1);
        tail[tail.length - 1] = b;
    }

    private byte last(int back) {
        return back > tail.length ? 0 : tail[tail.length - back];
    }

    private boolean fillInTime() throws IOException {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw refusal(Trouble.TIMED_OUT);
        }
        try {
            // A server that says nothing at all is given up sooner than one that is slow.
            return fill(left.compareTo(patience) < 0 ? left : patience);
        } catch (SocketTimeoutException _) {
            throw refusal(Trouble.TIMED_OUT);
        }
    }

    private boolean fill(Duration within) throws IOException {
        int read = source.read(buffer, within);
        next = 0;
        end = Math.max(0, read);
        return read > 0;
    }

    private IOException refusal(Trouble why) {
        refused = true;
        source.refused(why);
        return new IOException(why.word());
    }
}
