package guichet.transports.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One reply of an SMTP server (RFC 5321, section 4.2), all its lines.
record SmtpReply(int code, List<String> lines) {
    private static final int MAX_LINES = 200;
    private static final int MAX_LINE = 4_096;

    SmtpReply {
        lines = List.copyOf(lines);
    }

    static SmtpReply read(Wire wire, Duration within) throws LinkException {
        List<String> lines = new ArrayList<>();
        int code = 0;
        while (lines.size() < MAX_LINES) {
            String line = new String(wire.line(MAX_LINE, within), StandardCharsets.UTF_8);
            int said = code(line);
            if (!lines.isEmpty() && said != code) {
                throw new LinkException(Trouble.BAD_ANSWER);
            }
            code = said;
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new SmtpReply(code, lines);
            }
            if (line.charAt(3) != '-') {
                throw new LinkException(Trouble.BAD_ANSWER);
            }
        }
        throw new LinkException(Trouble.BAD_ANSWER);
    }

    boolean isPositive() {
        return code / 100 == 2;
    }

    boolean isTransient() {
        return code / 100 == 4;
    }

    boolean isPermanent() {
        return code / 100 == 5;
    }

    /// What the server said, the code first, on one line.
    String words() {
        return code + " " + String.join(" ", lines);
    }

    private static int code(String line) throws LinkException {
        if (line.length() < 3) {
            throw new LinkException(Trouble.BAD_ANSWER);
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                throw new LinkException(Trouble.BAD_ANSWER);
            }
            code = code * 10 + c - '0';
        }
        if (code < 200 || code > 599) {
            throw new LinkException(Trouble.BAD_ANSWER);
        }
        return code;
    }
}
