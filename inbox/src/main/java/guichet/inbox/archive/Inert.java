package guichet.inbox.archive;

import java.util.HexFormat;
import java.util.Locale;

/// Text that strangers wrote, made harmless wherever it is shown: in a terminal by `cat`, in a browser. Control characters and those that
/// turn the direction of a line or are invisible stand there as what they are.
final class Inert {
    private static final int CONTROL_PICTURES = 0x2400;

    private Inert() {
    }

    /// Lines stay lines, ended by LF; tabs stay.
    static String text(String raw) {
        StringBuilder out = new StringBuilder(raw.length() + 16);
        int plain = 0;
        for (int i = 0; i < raw.length(); i++) {
            if (!isPlain(raw.charAt(i))) {
                out.append(raw, plain, i);
                i += append(raw, i, out);
                plain = i + 1;
            }
        }
        return out.append(raw, plain, raw.length()).toString();
    }

    static String line(String raw) {
        return text(raw).replace("\n", "␊").replace("\t", " ");
    }

    static String html(String raw) {
        StringBuilder out = new StringBuilder(raw.length() + raw.length() / 8 + 16);
        int plain = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (isPlain(c) && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'' && c != '\n') {
                continue;
            }
            out.append(raw, plain, i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n' -> out.append("<br>\n");
                default -> i += append(raw, i, out);
            }
            plain = i + 1;
        }
        return out.append(raw, plain, raw.length()).toString();
    }

    private static boolean isPlain(char c) {
        return (c >= ' ' && c <= '~') || c == '\n' || c == '\t';
    }

    /// What stands at this place, made harmless.
    ///
    /// @return how many characters more than one it was
    private static int append(String raw, int at, StringBuilder out) {
        char c = raw.charAt(at);
        if (c == '\r' && at + 1 < raw.length() && raw.charAt(at + 1) == '\n') {
            return 0; // the LF follows
        }
        int point = raw.codePointAt(at);
        append(point, out);
        return Character.charCount(point) - 1;
    }

    private static void append(int c, StringBuilder out) {
        if (c < 0x20) {
            out.appendCodePoint(CONTROL_PICTURES + c);
        } else if (isTreacherous(c)) {
            out.append("[U+").append(HexFormat.of().withUpperCase().toHexDigits(c, c > 0xffff ? 6 : 4)).append(']');
        } else {
            out.appendCodePoint(c);
        }
    }

    private static boolean isTreacherous(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            // Joiners make letters of some scripts and pictures what they are; they move nothing.
            case Character.FORMAT -> c != 0x200c && c != 0x200d && c != 0xad;
            default -> false;
        };
    }

    static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }
}
