package guichet.tui.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One JSON object that stands on one line, whatever its strings hold, and that can do nothing to a terminal.
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    JsonLine put(String key, String value) {
        return set(key, value);
    }

    /// Null where it is empty.
    JsonLine put(String key, Optional<?> value) {
        return set(key,
                value.map(v -> v instanceof Instant time ? rfc3339(time) : v instanceof Boolean ? v : v.toString())
                        .orElse(null));
    }

    JsonLine put(String key, long value) {
        return set(key, value);
    }

    JsonLine flag(String key, Boolean value) {
        return set(key, value);
    }

    JsonLine put(String key, Instant time) {
        return set(key, rfc3339(time));
    }

    JsonLine put(String key, JsonLine object) {
        return set(key, object);
    }

    JsonLine nothing(String key) {
        return set(key, null);
    }

    JsonLine strings(String key, List<String> values) {
        return set(key, List.copyOf(values));
    }

    JsonLine objects(String key, List<JsonLine> values) {
        return set(key, List.copyOf(values));
    }

    private JsonLine set(String key, @Nullable Object value) {
        fields.put(key, value);
        return this;
    }

    /// RFC 3339, in UTC, to the second.
    static String rfc3339(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            write(generator, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string in memory has no disk to fail
        }
        return escaped(text.toString());
    }

    private static void write(JsonGenerator to, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> to.writeNull();
            case JsonLine object -> {
                to.writeStartObject();
                for (Map.Entry<String, @Nullable Object> field : object.fields.entrySet()) {
                    to.writeFieldName(field.getKey());
                    write(to, field.getValue());
                }
                to.writeEndObject();
            }
            case List<?> list -> {
                to.writeStartArray();
                for (Object element : list) {
                    write(to, element);
                }
                to.writeEndArray();
            }
            case Long number -> to.writeNumber(number);
            case Boolean flag -> to.writeBoolean(flag);
            default -> to.writeString(value.toString());
        }
    }

    /// Outside ASCII a JSON text has characters in its strings only, so escaping them afterwards is safe.
    private static String escaped(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints().forEach(character -> {
            if (isTricky(character)) {
                for (char unit : Character.toChars(character)) {
                    safe.append("\\u%04x".formatted((int) unit));
                }
            } else {
                safe.appendCodePoint(character);
            }
        });
        return safe.toString();
    }

    private static boolean isTricky(int character) {
        return character >= 0x7f && switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                true;
            default -> false;
        };
    }
}
