package guichet.transports.signal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer's JSON. Whatever is not of the kind that is asked for counts as absent. [Frames] has seen to its limits.
final class Tree {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Tree NOTHING = new Tree(null);

    private final @Nullable Object value;

    private Tree(@Nullable Object value) {
        this.value = value;
    }

    static Tree of(Raw json) {
        try (JsonParser parser = FACTORY.createParser(json.bytes())) {
            return parser.nextToken() == null ? NOTHING : new Tree(read(parser));
        } catch (IOException e) {
            return NOTHING;
        }
    }

    Tree get(String name) {
        return value instanceof Map<?, ?> map ? new Tree(map.get(name)) : NOTHING;
    }

    List<Tree> list() {
        List<Tree> trees = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> trees.add(new Tree(each)));
        }
        return trees;
    }

    boolean isList() {
        return value instanceof List<?>;
    }

    Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<Long> number() {
        return value instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, read(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> {
                try {
                    yield parser.getLongValue();
                } catch (IOException e) {
                    yield null;
                }
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> null;
        };
    }
}
