package guichet.inbox.cases;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A mail as its head and its body (RFC 5322, section 2.1), split leniently. Linear in its length, whatever it holds.
final class RawMail {
    private final String head;
    private final byte[] raw;
    private final int bodyStart;

    private RawMail(String head, byte[] raw, int bodyStart) {
        this.head = head;
        this.raw = raw;
        this.bodyStart = bodyStart;
    }

    static RawMail of(byte[] raw) {
        int line = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\n' || raw[i] == '\r') {
                int next = raw[i] == '\r' && i + 1 < raw.length && raw[i + 1] == '\n' ? i + 2 : i + 1;
                if (i == line) {
                    return new RawMail(new String(raw, 0, line, StandardCharsets.ISO_8859_1), raw, next);
                }
                line = next;
                i = next - 1;
            }
        }
        return new RawMail(new String(raw, StandardCharsets.ISO_8859_1), raw, raw.length);
    }

    String head() {
        return head;
    }

    /// Unfolded, white space as one space.
    Optional<String> first(String name) {
        StringBuilder value = new StringBuilder();
        boolean inside = false;
        for (String line : (Iterable<String>) head.lines()::iterator) {
            boolean continues = line.startsWith(" ") || line.startsWith("\t");
            if (inside && !continues) {
                break;
            }
            int colon = line.indexOf(':');
            if (!continues && colon > 0
                    && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name)) {
                inside = true;
                value.append(line, colon + 1, line.length());
            } else if (inside) {
                value.append(' ').append(line);
            }
        }
        String unfolded = value.toString().replaceAll("\\s+", " ").strip();
        return inside && !unfolded.isEmpty() ? Optional.of(unfolded) : Optional.empty();
    }

    byte[] rawBody() {
        return Arrays.copyOfRange(raw, bodyStart, raw.length);
    }

    /// Every line end as LF, none at the end.
    byte[] normalisedBody() {
        byte[] body = new byte[raw.length - bodyStart];
        int length = 0;
        int run = bodyStart;
        for (int i = bodyStart; i < raw.length; i++) {
            if (raw[i] == '\r') {
                System.arraycopy(raw, run, body, length, i - run);
                length += i - run;
                body[length++] = '\n';
                if (i + 1 < raw.length && raw[i + 1] == '\n') {
                    i++;
                }
                run = i + 1;
            }
        }
        System.arraycopy(raw, run, body, length, raw.length - run);
        length += raw.length - run;
        while (length > 0 && body[length - 1] == '\n') {
            length--;
        }
        return Arrays.copyOf(body, length);
    }
}
