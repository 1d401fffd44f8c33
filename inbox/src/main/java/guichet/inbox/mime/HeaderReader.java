package guichet.inbox.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The header of one part, up to the empty line. A field that is too long, or one too many, is left out; a line that is no field
/// is skipped.
final class HeaderReader {
    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,200}");

    private final byte[] raw;
    private final ReadLimits limits;
    private final List<Header.Field> fields = new ArrayList<>();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private boolean fieldTooLong;
    private boolean overLimit;
    private int bodyStart;
    private final int end;

    private HeaderReader(byte[] raw, Range range, ReadLimits limits) {
        this.raw = raw;
        this.limits = limits;
        this.end = range.end();
        this.bodyStart = range.start();
    }

    static HeaderReader read(byte[] raw, Range range, ReadLimits limits) {
        HeaderReader reader = new HeaderReader(raw, range, limits);
        reader.run();
        return reader;
    }

    Header header() {
        return new Header(fields);
    }

    Range body() {
        return new Range(bodyStart, end);
    }

    boolean overLimit() {
        return overLimit;
    }

    private void run() {
        while (bodyStart < end) {
            int lineStart = bodyStart;
            int lineEnd = lineStart;
            while (lineEnd < end && raw[lineEnd] != '\n') {
                lineEnd++;
            }
            bodyStart = Math.min(end, lineEnd + 1);
            int textEnd = lineEnd > lineStart && raw[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
            if (textEnd == lineStart) {
                break;
            }
            if (raw[lineStart] != ' ' && raw[lineStart] != '\t') {
                finishField();
            }
            append(lineStart, textEnd);
        }
        finishField();
    }

    private void append(int from, int to) {
        if (to - from > limits.lineBytes() || field.size() + to - from > limits.headerBytes()) {
            fieldTooLong = true;
        }
        if (!fieldTooLong) {
            field.write(raw, from, to - from);
        }
    }

    private void finishField() {
        byte[] line = field.toByteArray();
        field.reset();
        if (fieldTooLong || (line.length > 0 && fields.size() >= limits.headers())) {
            overLimit = true;
            fieldTooLong = false;
            return;
        }
        int colon = 0;
        while (colon < line.length && line[colon] != ':') {
            colon++;
        }
        String name = new String(line, 0, Math.min(colon, 300), StandardCharsets.ISO_8859_1).stripTrailing();
        if (colon < line.length && NAME.matcher(name).matches()) {
            byte[] value = new byte[line.length - colon - 1];
            System.arraycopy(line, colon + 1, value, 0, value.length);
            fields.add(Header.Field.of(name, value));
        }
    }
}
