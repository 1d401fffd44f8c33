package guichet.transports.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One reply of an SMTP server (RFC 5321, section 4.2), all its lines.
record SmtpReply(int code, List<String> lines) {
    private static final Pattern LINE = Pattern.compile("([2-5][0-9]{2})(?:([ -])(.*))?", Pattern.DOTALL);

    SmtpReply {
        lines = List.copyOf(lines);
    }

    /// Empty where it is none: another form of line, or lines that differ in their code.
    ///
    /// @param raw as Angus Mail keeps it: a byte a character, each line ended by LF
    static Optional<SmtpReply> parse(String raw) {
        List<String> lines = new ArrayList<>();
        int code = 0;
        String[] all = new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).split("\n", -1);
        int last = all.length - 2;
        for (int i = 0; i <= last; i++) {
            Matcher line = LINE.matcher(all[i]);
            boolean goesOn = line.matches() && "-".equals(line.group(2));
            if (!line.matches() || goesOn != i < last || (i > 0 && Integer.parseInt(line.group(1)) != code)) {
                return Optional.empty();
            }
            code = Integer.parseInt(line.group(1));
            lines.add(line.group(3) == null ? "" : line.group(3));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new SmtpReply(code, lines));
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
}
