package guichet.inbox.intake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The mails of an mbox (RFC 4155), one after the other, in the reading of mboxrd: a line `From ` after an empty line begins a mail, and
/// `>From `, `>>From `… lose one bracket. Of one thread.
final class Mbox implements AutoCloseable {
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final int largest;
    private boolean begun;

    /// @param largest bytes of one mail
    Mbox(InputStream in, int largest) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.largest = largest;
    }

    /// One mail, or that it was too large and was skipped.
    sealed interface Next {
        final class Mail implements Next {
            private final byte[] raw;

            Mail(byte[] raw) {
                this.raw = raw;
            }

            byte[] raw() {
                return raw;
            }
        }

        record TooLarge() implements Next {
        }
    }

    /// Empty at the end.
    Optional<Next> next() throws IOException {
        if (!begun) {
            byte[] first = line();
            begun = true;
            if (!startsWith(first, FROM)) {
                return Optional.empty();
            }
        } else if (atEnd) {
            return Optional.empty();
        }
        return Optional.of(mail());
    }

    private boolean atEnd;

    private Next mail() throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        boolean tooLarge = false;
        byte[] emptyLine = new byte[0];
        while (true) {
            byte[] line = line();
            if (line.length == 0) {
                atEnd = true;
                break;
            }
            boolean afterEmpty = emptyLine.length > 0;
            if (afterEmpty && startsWith(line, FROM)) {
                break;
            }
            mail.writeBytes(emptyLine);
            emptyLine = isEmpty(line) ? line : new byte[0];
            if (emptyLine.length == 0) {
                mail.writeBytes(isQuoted(line) ? Arrays.copyOfRange(line, 1, line.length) : line);
            }
            if (mail.size() > largest) {
                tooLarge = true;
                mail.reset();
            }
        }
        return tooLarge ? new Next.TooLarge() : new Next.Mail(mail.toByteArray());
    }

    /// With its line end; empty at the end of the file. A line without end is cut into pieces of the largest mail's size.
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(120);
        while (line.size() <= largest) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static boolean isEmpty(byte[] line) {
        return line[0] == '\n' || (line.length == 2 && line[0] == '\r' && line[1] == '\n');
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

    @Override
    public void close() throws IOException {
        in.close();
    }
}
