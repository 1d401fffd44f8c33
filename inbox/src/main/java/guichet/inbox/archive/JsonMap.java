package guichet.inbox.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON object, to be written or as it was read. What is empty is left out; there is no `null`. A member that is missing or of another
/// type than was asked for is [BadBag].
final class JsonMap {
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(16).maxStringLength(100_000_000).build()).build();

    private final Map<String, Object> members = new LinkedHashMap<>();

    JsonMap put(String name, String value) {
        members.put(name, value);
        return this;
    }

    JsonMap put(String name, long value) {
        members.put(name, value);
        return this;
    }

    JsonMap put(String name, Instant value) {
        return put(name, value.toString());
    }

    JsonMap flag(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    JsonMap put(String name, JsonMap value) {
        members.put(name, value);
        return this;
    }

    JsonMap putText(String name, Optional<String> value) {
        value.ifPresent(there -> put(name, there));
        return this;
    }

    JsonMap putNumber(String name, Optional<Long> value) {
        value.ifPresent(there -> put(name, there.longValue()));
        return this;
    }

    JsonMap putTime(String name, Optional<Instant> value) {
        value.ifPresent(there -> put(name, there));
        return this;
    }

    JsonMap strings(String name, List<String> values) {
        members.put(name, List.copyOf(values));
        return this;
    }

    JsonMap objects(String name, List<JsonMap> values) {
        members.put(name, List.copyOf(values));
        return this;
    }

    String text(String name) throws BadBag {
        return textOrNone(name).orElseThrow(JsonMap::bad);
    }

    Optional<String> textOrNone(String name) throws BadBag {
        return member(name, String.class);
    }

    long number(String name) throws BadBag {
        return numberOrNone(name).orElseThrow(JsonMap::bad);
    }

    Optional<Long> numberOrNone(String name) throws BadBag {
        return member(name, Long.class);
    }

    boolean flag(String name) throws BadBag {
        return flagOrNone(name).orElseThrow(JsonMap::bad);
    }

    Optional<Boolean> flagOrNone(String name) throws BadBag {
        return member(name, Boolean.class);
    }

    Instant time(String name) throws BadBag {
        return timeOrNone(name).orElseThrow(JsonMap::bad);
    }

    Optional<Instant> timeOrNone(String name) throws BadBag {
        Optional<String> text = textOrNone(name);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeException e) {
            throw bad();
        }
    }

    JsonMap object(String name) throws BadBag {
        return objectOrNone(name).orElseThrow(JsonMap::bad);
    }

    Optional<JsonMap> objectOrNone(String name) throws BadBag {
        return member(name, JsonMap.class);
    }

    /// Empty where it isn't there.
    List<JsonMap> objects(String name) throws BadBag {
        return list(name, JsonMap.class);
    }

    /// Empty where it isn't there.
    List<String> strings(String name) throws BadBag {
        return list(name, String.class);
    }

    private <T> Optional<T> member(String name, Class<T> type) throws BadBag {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw bad();
        }
        return Optional.of(type.cast(value));
    }

    private <T> List<T> list(String name, Class<T> type) throws BadBag {
        Object value = members.getOrDefault(name, List.of());
        if (!(value instanceof List<?> list) || !list.stream().allMatch(type::isInstance)) {
            throw bad();
        }
        return list.stream().map(type::cast).toList();
    }

    static BadBag bad() {
        return new BadBag(BadBag.Why.NOT_A_BAG);
    }

    /// In UTF-8, indented, with a line end.
    byte[] pretty() {
        var printer = new DefaultPrettyPrinter();
        var indenter = new DefaultIndenter("  ", "\n");
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        var out = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.setPrettyPrinter(printer);
            write(this, generator);
        } catch (IOException e) {
            throw new IllegalStateException("writing into memory", e);
        }
        out.write('\n');
        return out.toByteArray();
    }

    private static void write(Object value, JsonGenerator to) throws IOException {
        switch (value) {
            case JsonMap map -> {
                to.writeStartObject();
                for (Map.Entry<String, Object> member : map.members.entrySet()) {
                    to.writeFieldName(member.getKey());
                    write(member.getValue(), to);
                }
                to.writeEndObject();
            }
            case List<?> list -> {
                to.writeStartArray();
                for (Object element : list) {
                    write(element, to);
                }
                to.writeEndArray();
            }
            case String text -> to.writeString(text);
            case Long number -> to.writeNumber(number);
            case Boolean flag -> to.writeBoolean(flag);
            default -> throw new IllegalArgumentException("not a JSON value of ours");
        }
    }

    static JsonMap read(byte[] json) throws BadBag {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && value(parser) instanceof JsonMap map
                    && parser.nextToken() == null) {
                return map;
            }
        } catch (BadBag e) {
            throw e;
        } catch (IOException e) {
            throw bad(); // its message quotes what stands there
        }
        throw bad();
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                JsonMap map = new JsonMap();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (map.members.put(name, value(parser)) != null) {
                        throw bad();
                    }
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw bad();
        };
    }
}
