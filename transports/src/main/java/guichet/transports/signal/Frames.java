package guichet.transports.signal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import guichet.transports.signal.Frame.Failure;
import guichet.transports.signal.Frame.Garbage;
import guichet.transports.signal.Frame.Notification;
import guichet.transports.signal.Frame.Result;
import guichet.transports.signal.Frame.Why;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads lines into [Frame]s. A line can be anything: what is not understood is [Garbage], never an exception.
///
/// Any thread.
final class Frames {
    /// In bytes. Signal's longest text is 64 KiB, and escaping makes it six times as long.
    static final int LONGEST_LINE = 4 << 20;
    static final int DEEPEST = 200;
    private static final int LONGEST_NUMBER = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_LINE).maxNumberLength(LONGEST_NUMBER).maxNameLength(1000).build())
            .build();

    private Frames() {
    }

    /// @param line without its end
    static Frame read(byte[] line) {
        if (line.length > LONGEST_LINE) {
            return new Garbage(Why.TOO_LONG, Raw.of(Arrays.copyOf(line, LONGEST_LINE)), line.length);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
        } catch (CharacterCodingException e) {
            return garbage(Why.NOT_UTF8, line);
        }
        try (JsonParser parser = FACTORY.createParser(line)) {
            Parts parts = Parts.of(parser, line);
            return parts == null ? garbage(Why.NOT_A_FRAME, line) : parts.frame(line);
        } catch (StreamConstraintsException e) {
            return garbage(Why.BEYOND_LIMITS, line);
        } catch (IOException e) {
            return garbage(Why.NOT_JSON, line);
        }
    }

    private static Garbage garbage(Why why, byte[] line) {
        return new Garbage(why, Raw.of(line), line.length);
    }

    /// The members of the outermost object.
    private static final class Parts {
        private @Nullable String version;
        private @Nullable String method;
        private @Nullable String id;
        private @Nullable Raw params;
        private @Nullable Raw result;
        private @Nullable Problem error;

        /// @return null where it is not one object with each member at most once
        static @Nullable Parts of(JsonParser parser, byte[] line) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                finish(parser);
                return null;
            }
            Parts parts = new Parts();
            boolean whole = true;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "jsonrpc" -> {
                        whole &= parts.version == null;
                        parts.version = scalar(parser, token);
                    }
                    case "method" -> {
                        whole &= parts.method == null && token == JsonToken.VALUE_STRING;
                        parts.method = scalar(parser, token);
                    }
                    case "id" -> {
                        whole &= parts.id == null && token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY;
                        parts.id = token == JsonToken.VALUE_NULL ? null : scalar(parser, token);
                    }
                    case "params" -> {
                        whole &= parts.params == null;
                        parts.params = slice(parser, line);
                    }
                    case "result" -> {
                        whole &= parts.result == null;
                        parts.result = slice(parser, line);
                    }
                    case "error" -> {
                        whole &= parts.error == null && token == JsonToken.START_OBJECT;
                        parts.error = token == JsonToken.START_OBJECT ? Problem.of(parser, line) : null;
                        if (token == JsonToken.START_ARRAY) {
                            parser.skipChildren();
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
            finish(parser);
            return whole && "2.0".equals(parts.version) ? parts : null;
        }

        Frame frame(byte[] line) {
            if (method != null && result == null && error == null) {
                return new Notification(method, params == null ? Raw.none() : params);
            }
            if (error != null && method == null && result == null) {
                return new Failure(Optional.ofNullable(id), error.code, error.message, error.data);
            }
            if (result != null && id != null && method == null && error == null) {
                return new Result(id, result);
            }
            return garbage(Why.NOT_A_FRAME, line);
        }
    }

    private record Problem(long code, String message, Raw data) {

        static Problem of(JsonParser parser, byte[] line) throws IOException {
            long code = 0;
            String message = "";
            Raw data = Raw.none();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals("code") && token == JsonToken.VALUE_NUMBER_INT) {
                    code = parser.getLongValue();
                } else if (name.equals("message") && token == JsonToken.VALUE_STRING) {
                    message = parser.getText();
                } else if (name.equals("data") && token != JsonToken.VALUE_NULL) {
                    data = slice(parser, line);
                } else {
                    parser.skipChildren();
                }
            }
            return new Problem(code, message, data);
        }
    }

    /// A value's own bytes in the line; the parser stands on its last token afterwards.
    private static Raw slice(JsonParser parser, byte[] line) throws IOException {
        int begin = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        // Strings are read lazily: their end is known once they are.
        parser.finishToken();
        return Raw.of(Arrays.copyOfRange(line, begin, Math.toIntExact(parser.currentLocation().getByteOffset())));
    }

    private static @Nullable String scalar(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        return parser.getText();
    }

    /// Nothing may follow.
    private static void finish(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("more than one value");
        }
    }
}
