package guichet.inbox.signal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value as it was read; `null` in the text counts as not there. How deep and how large it may be is the parser's to limit.
sealed interface JsonNode {
    record Obj(Map<String, JsonNode> members) implements JsonNode {
    }

    record Arr(List<JsonNode> elements) implements JsonNode {
    }

    record Text(String value) implements JsonNode {
    }

    record Whole(long value) implements JsonNode {
    }

    record Flag(boolean value) implements JsonNode {
    }

    /// A number that is no whole one of 64 bits: nothing that we ask for is.
    record OtherNumber() implements JsonNode {
    }

    /// The value that the parser stands on.
    ///
    /// @throws Unfit where a name stands twice in one object: which of them counts, every reader decides for itself
    static @Nullable JsonNode read(JsonParser parser) throws IOException, Unfit {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new Unfit("no-json");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Text(whole(parser.getText()));
            case VALUE_NUMBER_INT -> switch (parser.getNumberType()) {
                case INT, LONG -> new Whole(parser.getLongValue());
                default -> new OtherNumber();
            };
            case VALUE_NUMBER_FLOAT -> new OtherNumber();
            case VALUE_TRUE -> new Flag(true);
            case VALUE_FALSE -> new Flag(false);
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new Unfit("no-json");
        };
    }

    private static Obj object(JsonParser parser) throws IOException, Unfit {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        List<String> nulls = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            JsonNode value = read(parser);
            if (value == null) {
                nulls.add(name);
            } else if (members.put(name, value) != null) {
                throw new Unfit("name-twice");
            }
        }
        for (String name : nulls) {
            if (members.containsKey(name)) {
                throw new Unfit("name-twice");
            }
        }
        return new Obj(members);
    }

    private static Arr array(JsonParser parser) throws IOException, Unfit {
        List<JsonNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode element = read(parser);
            if (element != null) {
                elements.add(element);
            }
        }
        return new Arr(elements);
    }

    /// Without halves of surrogate pairs, which an escape may hold and no file or table can.
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return text.codePoints().map(point -> point >= 0xd800 && point <= 0xdfff ? 0xfffd : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            }
        }
        return text;
    }
}
