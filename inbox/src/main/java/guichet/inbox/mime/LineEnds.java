package guichet.inbox.mime;

import java.io.ByteArrayOutputStream;

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
