package guichet.inbox.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The header fields of a message or of a part, in their order, unfolded but not decoded. What a stranger claims.
final class Header {
    static final Header EMPTY = new Header(List.of());

    private final List<Field> fields;

    Header(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /// @param name  in lower case
    /// @param value unfolded, one line, without the white space around it
    record Field(String name, String value) {
        static Field of(String name, byte[] raw) {
            return new Field(name.strip().toLowerCase(Locale.ROOT), oneLine(TextDecoding.undeclared(raw)));
        }
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /// The first field of that name.
    Optional<String> first(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst();
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name().equals(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /// These fields, and those of the other whose names are not among them.
    Header over(Header other) {
        Set<String> names = fields.stream().map(Field::name).collect(Collectors.toSet());
        return new Header(Stream.concat(fields.stream(), other.fields.stream().filter(f -> !names.contains(f.name())))
                .toList());
    }

    int count(String name) {
        return all(name).size();
    }

    /// Line ends, and the NUL that some programs end a text at, become spaces: a header is one line wherever it is shown.
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\r' || c == '\n' || c == '\u000B' || c == '\f' || c == '\u0085' || c == '\u2028'
                    || c == '\u2029' || c == '\0';
            if (!lineEnd) {
                line.append(c);
            } else if (c != '\r' || i + 1 >= text.length() || text.charAt(i + 1) != '\n') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }
}
