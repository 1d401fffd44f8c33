package guichet.inbox.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A text as lines that any mail server leaves alone: 7bit where it is that already, else quoted-printable (RFC 2045, section 6.7).
///
/// @param name    of the transfer encoding
/// @param content lines of at most 76 characters ended by CRLF, but for the last
record TextEncoding(String name, String content) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LINE = 75; // and the `=` of a soft break

    static TextEncoding of(String text) {
        List<String> lines = lines(text);
        boolean safe = true;
        for (String line : lines) {
            safe &= isSafe(line);
        }
        if (safe) {
            return new TextEncoding("7bit", String.join("\r\n", lines));
        }
        StringBuilder out = new StringBuilder(text.length() * 5 / 4);
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? "" : "\r\n");
            quote(lines.get(i).getBytes(StandardCharsets.UTF_8), out);
        }
        return new TextEncoding("quoted-printable", out.toString());
    }

    /// A line ends at CR, at LF, or at both.
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                lines.add(text.substring(begin, i));
                i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
                begin = i + 1;
            }
        }
        lines.add(text.substring(begin));
        return lines;
    }

    /// Short, of printable ASCII and tabs, with none at its end that a server may take away and no beginning that it may change.
    private static boolean isSafe(String line) {
        int length = line.length();
        if (length > LINE || line.startsWith("From ") || line.startsWith(".") || line.endsWith(" ")
                || line.endsWith("\t")) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = line.charAt(i);
            if ((c < ' ' || c > '~') && c != '\t') {
                return false;
            }
        }
        return true;
    }

    private static void quote(byte[] line, StringBuilder out) {
        int column = 0;
        for (int i = 0; i < line.length; i++) {
            int b = line[i] & 0xff;
            boolean last = i == line.length - 1;
            // A dot or an F at a line's start would meet SMTP's and mbox's own rules.
            boolean literal = b > ' ' && b <= '~' && b != '=' && !(column == 0 && (b == '.' || b == 'F'));
            boolean space = (b == ' ' || b == '\t') && !last;
            int length = literal || space ? 1 : 3;
            if (column + length > LINE) {
                out.append("=\r\n");
                column = 0;
                if (b == '.' || b == 'F') {
                    length = 3;
                }
            }
            if (length == 1) {
                out.append((char) b);
            } else {
                out.append('=').append(HEX.toHexDigits((byte) b));
            }
            column += length;
        }
    }
}
