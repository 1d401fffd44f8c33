package guichet.proof;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line that `--json` printed.
final class Answer {
    private static final JsonFactory JSON = new JsonFactory();
    private final Map<String, @Nullable Object> fields;

    private Answer(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    static Answer of(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            return object(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + line, e);
        }
    }

    /// Every line of an output.
    static List<Answer> all(String lines) {
        return lines.lines().map(Answer::of).toList();
    }

    String text(String key) {
        return String.valueOf(get(key));
    }

    long number(String key) {
        if (get(key) instanceof Long number) {
            return number;
        }
        throw new AssertionError(key + " is no number in " + fields);
    }

    @Nullable
    Object get(String key) {
        if (!fields.containsKey(key)) {
            throw new AssertionError("no " + key + " in " + fields);
        }
        return fields.get(key);
    }

    Answer at(String key) {
        if (get(key) instanceof Answer object) {
            return object;
        }
        throw new AssertionError(key + " is no object in " + fields);
    }

    List<?> list(String key) {
        if (get(key) instanceof List<?> list) {
            return list;
        }
        throw new AssertionError(key + " is no array in " + fields);
    }

    @Override
    public String toString() {
        return fields.toString();
    }

    private static Answer object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            fields.put(key, value(parser));
        }
        return new Answer(fields);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new AssertionError("unexpected " + parser.currentToken());
        };
    }
}
