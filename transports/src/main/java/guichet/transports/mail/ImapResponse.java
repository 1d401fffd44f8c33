package guichet.transports.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One response of an IMAP server (RFC 9051, section 7) with the literals that it holds, in the order in which they stand.
///
/// @param text     all its lines without line ends; each literal's place still says `{n}`
/// @param literals the bytes, never looked at here
record ImapResponse(String text, List<byte[]> literals) {
    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_LITERALS = 64;

    /// Reads one.
    ///
    /// @param mostLiteralBytes in all its literals: more is [Trouble#MESSAGE_TOO_LARGE], before any of them is read
    static ImapResponse read(Wire wire, int mostLiteralBytes) throws LinkException {
        StringBuilder text = new StringBuilder();
        List<byte[]> literals = new ArrayList<>();
        int left = mostLiteralBytes;
        while (true) {
            // ISO 8859-1 keeps each byte a character; names and texts are turned into UTF-8 where they are shown.
            text.append(new String(wire.line(MAX_LINE), StandardCharsets.ISO_8859_1));
            if (text.length() > 4 * MAX_LINE) {
                throw new LinkException(Trouble.BAD_ANSWER);
            }
            long announced = isStatus(text) ? -1 : literalAtEnd(text);
            if (announced < 0) {
                return new ImapResponse(text.toString(), literals);
            }
            if (announced > left) {
                throw new LinkException(Trouble.MESSAGE_TOO_LARGE);
            }
            if (literals.size() == MAX_LITERALS) {
                throw new LinkException(Trouble.BAD_ANSWER);
            }
            left -= (int) announced;
            literals.add(wire.exactly((int) announced));
        }
    }

    boolean isContinuation() {
        return text.startsWith("+");
    }

    boolean isUntagged(String name) {
        return startsWithIgnoringCase("* " + name + " ") || text.equalsIgnoreCase("* " + name);
    }

    boolean isTagged(String tag) {
        return text.startsWith(tag + " ");
    }

    /// `OK`, `NO`, `BAD`, `BYE` or `PREAUTH`, or empty.
    String status() {
        String[] words = text.split(" ", 3);
        return words.length < 2 ? "" : words[1].toUpperCase(Locale.ROOT);
    }

    /// What follows the status word, as a person may read it.
    String words() {
        String[] words = text.split(" ", 3);
        return words.length < 3
                ? ""
                : new String(words[2].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// The number of `* 12 EXISTS`, or -1 where it is something else.
    long number(String name) {
        String[] words = text.split(" ", 4);
        return words.length >= 3 && words[0].equals("*") && words[2].equalsIgnoreCase(name) ? number32(words[1]) : -1;
    }

    /// The number of a response code such as `[UIDVALIDITY 7]`, or -1.
    long code(String name) {
        String upper = text.toUpperCase(Locale.ROOT);
        int at = upper.indexOf("[" + name + " ");
        int end = upper.indexOf(']', Math.max(at, 0));
        return at < 0 || end < 0 ? -1 : number32(text.substring(at + name.length() + 2, end));
    }

    /// An unsigned 32-bit number, or -1.
    static long number32(String digits) {
        if (digits.isEmpty() || digits.length() > 10 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long number = Long.parseLong(digits);
        return number > 0xFFFF_FFFFL ? -1 : number;
    }

    private boolean startsWithIgnoringCase(String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /// Text for people follows these: a `{5}` at its end announces nothing.
    private static boolean isStatus(StringBuilder text) {
        int space = text.indexOf(" ");
        if (space < 0 || text.charAt(0) == '+' || text.charAt(0) != '*') {
            return true;
        }
        int end = text.indexOf(" ", space + 1);
        return switch (text.substring(space + 1, end < 0 ? text.length() : end).toUpperCase(Locale.ROOT)) {
            case "OK", "NO", "BAD", "BYE", "PREAUTH" -> true;
            default -> false;
        };
    }

    private static long literalAtEnd(StringBuilder text) throws LinkException {
        if (text.isEmpty() || text.charAt(text.length() - 1) != '}') {
            return -1;
        }
        int brace = text.lastIndexOf("{");
        if (brace < 0) {
            return -1;
        }
        String digits = text.substring(brace + 1, text.length() - 1);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        if (digits.length() > 18) {
            throw new LinkException(Trouble.MESSAGE_TOO_LARGE);
        }
        return Long.parseLong(digits);
    }
}
