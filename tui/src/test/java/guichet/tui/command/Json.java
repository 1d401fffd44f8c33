package guichet.tui.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One JSON object that was printed, read by a parser that forgives nothing.
final class Json {
    private static final JsonFactory STRICT = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final Map<String, @Nullable Object> fields;

    private Json(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    static Json strictly(String line) {
        try (JsonParser parser = STRICT.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new AssertionError("not an object: " + line);
            }
            Json object = object(parser);
            if (parser.nextToken() != null) {
                throw new AssertionError("more than an object: " + line);
            }
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + line, e);
        }
    }

    private static Json object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            fields.put(key, value(parser));
        }
        return new Json(fields);
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

    List<String> keys() {
        return List.copyOf(fields.keySet());
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    @Nullable
    Object get(String key) {
        if (!fields.containsKey(key)) {
            throw new AssertionError("no " + key + " in " + fields.keySet());
        }
        return fields.get(key);
    }

    String text(String key) {
        if (get(key) instanceof String text) {
            return text;
        }
        throw new AssertionError(key + " is no string");
    }

    Json at(String key) {
        if (get(key) instanceof Json object) {
            return object;
        }
        throw new AssertionError(key + " is no object");
    }

    List<?> list(String key) {
        if (get(key) instanceof List<?> list) {
            return list;
        }
        throw new AssertionError(key + " is no array");
    }

    List<Json> objects(String key) {
        return list(key).stream().map(Json.class::cast).toList();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
