package guichet.inbox.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A mail of any length without the letters of the one armored message in it, but for its first line of them: what [OuterForm] looks at. A line is left out only
/// where it stands behind the beginning of an armored message and is of nothing but base64's letters; the first other line ends that for good. So nothing
/// that could tell anything is ever left out.
///
/// @param bytes  at most [#MOST]
/// @param extent whether that is all
@SuppressWarnings("ArrayRecordComponent") // looked at and dropped, never compared
record Condensed(byte[] bytes, Extent extent) {
    /// In bytes.
    static final int MOST = 1 << 20;
    private static final byte[] BEGIN = "-----BEGIN PGP MESSAGE-----\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EMPTY = {'\r', '\n'};
    private static final int LONGEST_LETTERS = 76;

    enum Extent {
        WHOLE, CUT
    }

    private enum At {
        BEFORE, HEAD, FIRST, LETTERS, BEHIND
    }

    /// Reads to the end.
    static Condensed of(InputStream mail) throws IOException {
        var lines = new Lines(mail);
        var kept = new ByteArrayOutputStream();
        At at = At.BEFORE;
        Extent extent = Extent.WHOLE;
        for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
            boolean letters = isLetters(line);
            boolean leftOut = at == At.LETTERS && letters;
            at = switch (at) {
                case BEFORE -> Arrays.equals(line, BEGIN) ? At.HEAD : At.BEFORE;
                case HEAD -> Arrays.equals(line, EMPTY) ? At.FIRST : At.BEHIND;
                case FIRST, LETTERS -> letters ? At.LETTERS : At.BEHIND;
                case BEHIND -> At.BEHIND;
            };
            if (!leftOut && kept.size() + line.length > MOST) {
                extent = Extent.CUT;
            }
            if (!leftOut && extent == Extent.WHOLE) {
                kept.writeBytes(line);
            }
        }
        return new Condensed(kept.toByteArray(), extent);
    }

    private static boolean isLetters(byte[] line) {
        int length = line.length - 2;
        if (length < 1 || length > LONGEST_LETTERS || line[length] != '\r' || line[length + 1] != '\n') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte b = line[i];
            boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '+'
                    || b == '/' || b == '=';
            if (!letter) {
                return false;
            }
        }
        return true;
    }

    /// Lines with their ends; of one that is longer than the buffer, piece by piece.
    private static final class Lines {
        private final InputStream in;
        private final byte[] buffer = new byte[1 << 16];
        private int from;
        private int to;

        Lines(InputStream in) {
            this.in = in;
        }

        /// Empty at the end.
        byte[] next() throws IOException {
            int end = end(from);
            if (end < 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                int searched = to - from;
                to = searched;
                from = 0;
                to += in.readNBytes(buffer, to, buffer.length - to);
                end = end(searched);
            }
            byte[] line = Arrays.copyOfRange(buffer, from, end < 0 ? to : end);
            from += line.length;
            return line;
        }

        private int end(int start) {
            for (int i = start; i < to; i++) {
                if (buffer[i] == '\n') {
                    return i + 1;
                }
            }
            return -1;
        }
    }
}
