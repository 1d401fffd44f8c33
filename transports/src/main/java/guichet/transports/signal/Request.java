package guichet.transports.signal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One call of signal-cli, before it has an id. Names are those of its command line in camel case (signal-cli-jsonrpc(5), COMMANDS). One
/// thread.
final class Request {
    private static final JsonFactory FACTORY = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final String method;
    private final Map<String, Object> params = new LinkedHashMap<>();

    Request(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }

    Request with(String name, String value) {
        params.put(name, value);
        return this;
    }

    Request with(String name, long value) {
        params.put(name, value);
        return this;
    }

    Request with(String name, List<String> values) {
        params.put(name, List.copyOf(values));
        return this;
    }

    Request withNumbers(String name, List<Long> values) {
        params.put(name, List.copyOf(values));
        return this;
    }

    Request with(String name, Whether value) {
        params.put(name, value == Whether.YES);
        return this;
    }

    enum Whether {
        YES, NO
    }

    /// In ASCII, so that no locale of the other side can change it, with its newline.
    byte[] line(String id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("jsonrpc", "2.0");
            json.writeStringField("method", method);
            json.writeObjectFieldStart("params");
            for (var entry : params.entrySet()) {
                json.writeFieldName(entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
            json.writeStringField("id", id);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.write('\n');
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case List<?> list -> {
                json.writeStartArray();
                for (Object each : list) {
                    write(json, each);
                }
                json.writeEndArray();
            }
            default -> throw new IllegalArgumentException("not a parameter");
        }
    }
}
