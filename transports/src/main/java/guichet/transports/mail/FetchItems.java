package guichet.transports.mail;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one untagged FETCH says of one message: its UID, its size, its bytes, whichever of them it says.
final class FetchItems {
    private static final int MAX_DEPTH = 50;

    private final String text;
    private final Iterator<byte[]> literals;
    private int at;
    private long uid = -1;
    private long size = -1;
    private byte @Nullable [] body;

    private FetchItems(String text, Iterator<byte[]> literals, int at) {
        this.text = text;
        this.literals = literals;
        this.at = at;
    }

    /// Empty where the response is no FETCH.
    ///
    /// @throws LinkException where it is one that can't be read
    static Optional<FetchItems> in(ImapResponse response) throws LinkException {
        if (response.number("FETCH") < 0) {
            return Optional.empty();
        }
        int open = response.text().indexOf('(');
        if (open < 0) {
            throw new LinkException(Trouble.BAD_ANSWER);
        }
        FetchItems items = new FetchItems(response.text(), response.literals().iterator(), open + 1);
        items.readAll();
        return Optional.of(items);
    }

    /// -1 where it doesn't say.
    long uid() {
        return uid;
    }

    /// -1 where it doesn't say.
    long size() {
        return size;
    }

    Optional<byte[]> body() {
        return Optional.ofNullable(body);
    }

    private void readAll() throws LinkException {
        skipSpaces();
        while (at < text.length() && text.charAt(at) != ')') {
            String name = atom().toUpperCase(Locale.ROOT);
            skipSpaces();
            switch (name) {
                case "UID" -> uid = ImapResponse.number32(atom());
                case "RFC822.SIZE" -> size = ImapResponse.number32(atom());
                case "BODY[]" -> body = string();
                default -> skipValue(0);
            }
            skipSpaces();
        }
        if (at >= text.length()) {
            throw new LinkException(Trouble.BAD_ANSWER);
        }
    }

    private String atom() throws LinkException {
        int start = at;
        while (at < text.length() && " ()\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (start == at) {
            throw new LinkException(Trouble.BAD_ANSWER);
        }
        return text.substring(start, at);
    }

    /// A literal, a quoted string, or null for NIL.
    private byte @Nullable [] string() throws LinkException {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted().getBytes(StandardCharsets.ISO_8859_1);
        }
        String atom = atom();
        if (atom.startsWith("{") && literals.hasNext()) {
            return literals.next();
        }
        if (atom.equalsIgnoreCase("NIL")) {
            return null;
        }
        throw new LinkException(Trouble.BAD_ANSWER);
    }

    private String quoted() throws LinkException {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                value.append(text.charAt(at++));
            }
        }
        if (at >= text.length()) {
            throw new LinkException(Trouble.BAD_ANSWER);
        }
        at++;
        return value.toString();
    }

    private void skipValue(int depth) throws LinkException {
        if (depth > MAX_DEPTH || at >= text.length()) {
            throw new LinkException(Trouble.BAD_ANSWER);
        }
        switch (text.charAt(at)) {
            case '(' -> {
                at++;
                skipSpaces();
                while (at < text.length() && text.charAt(at) != ')') {
                    skipValue(depth + 1);
                    skipSpaces();
                }
                at++;
            }
            case '"' -> quoted();
            default -> {
                if (atom().startsWith("{") && literals.hasNext()) {
                    literals.next();
                }
            }
        }
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
