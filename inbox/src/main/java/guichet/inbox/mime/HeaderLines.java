package guichet.inbox.mime;

import guichet.keystore.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Header fields on their way out, folded (RFC 5322, section 2.2.3). No text that goes in can end a line: a header can't be injected.
final class HeaderLines {
    private static final int LINE = 76;
    private static final int ENCODED_BYTES = 42;
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*");
    private static final Pattern BROKEN = Pattern.compile("\\r\\n(?! )|(?<!\\r)\\n|\\r(?!\\n)");

    private final List<Line> lines = new ArrayList<>();

    /// @param value folded, without a final line end
    private record Line(String name, String value) {
    }

    /// A value that this program made, with its folds.
    HeaderLines add(String name, String foldedValue) {
        if (BROKEN.matcher(foldedValue).find()) {
            throw new IllegalArgumentException("a header that would not stay one");
        }
        lines.add(new Line(name, foldedValue));
        return this;
    }

    /// Any text (RFC 2047 where it needs that).
    HeaderLines addText(String name, String text) {
        String line = withoutControls(text);
        return add(name, plain(line) ? folded(line, name.length() + 2) : encoded(line));
    }

    /// Nothing where the list is empty.
    HeaderLines addAddresses(String name, List<Address> addresses) {
        return addresses.isEmpty()
                ? this
                : add(name, addresses.stream().map(Address::value).collect(Collectors.joining(",\r\n ")));
    }

    /// The one mailbox with its display name, where there is one.
    HeaderLines addMailbox(String name, String displayName, Address address) {
        return add(name, new Mailbox(displayName, address).folded());
    }

    /// One line for all of them; nothing where there are none.
    HeaderLines addMailboxes(String name, List<Mailbox> mailboxes) {
        return mailboxes.isEmpty()
                ? this
                : add(name, mailboxes.stream().map(Mailbox::folded).collect(Collectors.joining(",\r\n ")));
    }

    /// @param displayName any text
    record Mailbox(String displayName, Address address) {
        private String folded() {
            String shown = withoutControls(displayName);
            if (shown.isEmpty()) {
                return address.value();
            }
            String phrase = !plain(shown)
                    ? encoded(shown)
                    : ATOMS.matcher(shown).matches()
                            ? shown
                            : "\"" + shown.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            return phrase + "\r\n <" + address.value() + ">";
        }
    }

    /// @param ids without angle brackets; nothing where there are none
    HeaderLines addIds(String name, List<String> ids) {
        return ids.isEmpty()
                ? this
                : add(name, ids.stream().map(id -> "<" + id + ">").collect(Collectors.joining("\r\n ")));
    }

    /// Each of the other's fields, as RFC 9788, section 2.2, tells them to the inside.
    HeaderLines addOuter(HeaderLines outer) {
        outer.lines.forEach(line -> add("HP-Outer", line.name() + ": " + line.value()));
        return this;
    }

    HeaderLines addAll(HeaderLines others) {
        lines.addAll(others.lines);
        return this;
    }

    /// Each with its CRLF, without the empty line after them.
    String text() {
        return lines.stream().map(line -> line.name() + ": " + line.value() + "\r\n").collect(Collectors.joining());
    }

    /// Line ends and control characters become spaces, unpaired surrogates a question mark.
    static String withoutControls(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean space = Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            clean.appendCodePoint(space ? ' ' : half ? '?' : c);
        });
        return clean.toString().strip();
    }

    private static boolean plain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~') && !text.contains("=?") && !text.contains("  ")
                && text.lines().flatMap(line -> List.of(line.split(" ", -1)).stream())
                        .allMatch(word -> word.length() < LINE);
    }

    private static String folded(String text, int start) {
        StringBuilder out = new StringBuilder();
        int column = start;
        for (String word : text.split(" ", -1)) {
            if (!out.isEmpty()) {
                boolean fold = column + 1 + word.length() > LINE;
                out.append(fold ? "\r\n " : " ");
                column = fold ? 1 : column + 1;
            }
            out.append(word);
            column += word.length();
        }
        return out.toString();
    }

    private static String encoded(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        int bytes = 0;
        for (int c : text.codePoints().toArray()) {
            String one = Character.toString(c);
            int size = one.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > ENCODED_BYTES) {
                words.add(word(chunk.toString()));
                chunk.setLength(0);
                bytes = 0;
            }
            chunk.append(one);
            bytes += size;
        }
        words.add(word(chunk.toString()));
        return String.join("\r\n ", words);
    }

    private static String word(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
