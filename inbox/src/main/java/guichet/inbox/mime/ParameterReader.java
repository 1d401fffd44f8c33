package guichet.inbox.mime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads `value; name=value; name="quoted value" (comment)` leniently (RFC 2045, section 5.1). Of two parameters with one name
/// the first counts; the pieces of RFC 2231 win over a plain form.
final class ParameterReader {
    private static final int MOST = 500;

    private final String field;
    private final String value;
    private final Map<String, String> parameters = new HashMap<>();
    private int at;

    ParameterReader(String field) {
        this.field = field;
        this.value = upTo(false).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        SplitParameters split = new SplitParameters();
        for (int i = 0; i < MOST && at < field.length(); i++) {
            at++; // the semicolon
            String name = upTo(true).strip().toLowerCase(Locale.ROOT);
            if (at >= field.length() || field.charAt(at) != '=') {
                continue;
            }
            at++;
            String text = upTo(false);
            if (name.indexOf('*') > 0) {
                split.add(name, text);
            } else {
                parameters.putIfAbsent(name, text);
            }
        }
        parameters.putAll(split.joined());
    }

    String value() {
        return value;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /// Text up to the next semicolon (or equals sign), without comments, quotes taken away.
    private String upTo(boolean equalsEndsIt) {
        StringBuilder text = new StringBuilder();
        int quotedEnd = 0;
        while (at < field.length()) {
            char c = field.charAt(at);
            if (c == ';' || (equalsEndsIt && c == '=')) {
                break;
            } else if (c == '"') {
                quoted(text);
                quotedEnd = text.length();
            } else if (c == '(' && !equalsEndsIt && (text.isEmpty() || text.charAt(text.length() - 1) == ' ')) {
                comment();
            } else {
                if (!text.isEmpty() || !Character.isWhitespace(c)) {
                    text.append(c);
                }
                at++;
            }
        }
        int end = text.length();
        while (end > quotedEnd && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private void quoted(StringBuilder text) {
        at++;
        while (at < field.length() && field.charAt(at) != '"') {
            if (field.charAt(at) == '\\' && at + 1 < field.length()) {
                at++;
            }
            text.append(field.charAt(at++));
        }
        at++;
    }

    private void comment() {
        int depth = 0;
        while (at < field.length()) {
            char c = field.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return;
            }
        }
    }
}
