package guichet.inbox.mime;

import guichet.inbox.mime.Budget.OverLimit;
import java.nio.charset.StandardCharsets;

/// The delimiter lines of one multipart and the parts between them (RFC 2046, section 5.1.1). The line end before a delimiter belongs
/// to it and not to the part.
final class Delimiters {
    private static final int LOOK_AT_THE_CLOCK = 1 << 20;

    private final byte[] raw;
    private final int end;
    private final byte[] delimiter;
    private final Budget budget;
    private int lineStart;
    private int partStart = -1;
    private int partEnd;
    private boolean closed;
    private int nextLook;

    Delimiters(byte[] raw, Range body, String boundary, Budget budget) {
        this.raw = raw;
        this.end = body.end();
        this.lineStart = body.start();
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        this.budget = budget;
        this.nextLook = body.start() + LOOK_AT_THE_CLOCK;
    }

    /// Moves to the next part. One that the message's end cuts is a part too.
    boolean nextPart() throws OverLimit {
        if (partStart < 0 && !findDelimiter()) {
            return false; // all of it is preamble
        }
        if (closed) {
            return false;
        }
        partStart = lineStart;
        if (!findDelimiter()) {
            closed = true;
            partEnd = end;
        }
        return true;
    }

    Range part() {
        return new Range(partStart, Math.max(partStart, partEnd));
    }

    /// Leaves `partEnd` before the delimiter that was found and `lineStart` after it.
    private boolean findDelimiter() throws OverLimit {
        while (lineStart < end) {
            int lineEnd = lineStart;
            while (lineEnd < end && raw[lineEnd] != '\n') {
                lineEnd++;
            }
            int next = Math.min(end, lineEnd + 1);
            if (isDelimiter(lineStart, lineEnd)) {
                partEnd = lineStart > 0 && raw[lineStart - 1] == '\n' ? lineStart - 1 : lineStart;
                partEnd = partEnd > 0 && partEnd < lineStart && raw[partEnd - 1] == '\r' ? partEnd - 1 : partEnd;
                lineStart = next;
                return true;
            }
            lineStart = next;
            if (lineStart > nextLook) {
                budget.spendTime();
                nextLook = lineStart + LOOK_AT_THE_CLOCK;
            }
        }
        return false;
    }

    /// The boundary, perhaps the two hyphens that close, and nothing but white space: a longer boundary is another one.
    private boolean isDelimiter(int from, int to) {
        if (to - from < delimiter.length || raw[from] != '-' || raw[from + 1] != '-') {
            return false;
        }
        for (int i = 2; i < delimiter.length; i++) {
            if (raw[from + i] != delimiter[i]) {
                return false;
            }
        }
        int at = from + delimiter.length;
        boolean closing = to - at >= 2 && raw[at] == '-' && raw[at + 1] == '-';
        for (int i = closing ? at + 2 : at; i < to; i++) {
            if (raw[i] != ' ' && raw[i] != '\t' && raw[i] != '\r') {
                return false;
            }
        }
        closed = closing;
        return true;
    }
}
