package guichet.inbox.mime;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/// A value with parameters, as Content-Type and Content-Disposition have them (RFC 2045, section 5.1; RFC 2231).
///
/// @param value      in lower case, `text/plain` or `attachment`
/// @param parameters by their names in lower case
record MediaType(String value, Map<String, String> parameters) {
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");

    MediaType {
        parameters = Map.copyOf(parameters);
    }

    /// @param field a header field's value, unfolded
    static MediaType parse(String field) {
        byte[] raw = field.getBytes(StandardCharsets.UTF_8);
        RawBody body = RawFieldParser.DEFAULT.parseRawBody(new ByteArrayBuffer(raw, true),
                new ParserCursor(0, raw.length));
        return new MediaType(body.getValue().toLowerCase(Locale.ROOT).replace(" ", ""), read(body.getParams()));
    }

    MediaType withValue(String other) {
        return new MediaType(other, parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    boolean is(String type) {
        return value.equals(type);
    }

    boolean isText() {
        return value.startsWith("text/");
    }

    boolean isMultipart() {
        return value.startsWith("multipart/");
    }

    /// The type to show and to store: `application/octet-stream` where it is none.
    String shown() {
        return TYPE.matcher(value).matches() ? value : "application/octet-stream";
    }

    private static Map<String, String> read(List<NameValuePair> pairs) {
        Map<String, String> plain = new HashMap<>();
        SplitParameters split = new SplitParameters();
        for (NameValuePair pair : pairs) {
            String name = pair.getName().toLowerCase(Locale.ROOT);
            String value = pair.getValue() == null ? "" : pair.getValue();
            if (name.indexOf('*') > 0) {
                split.add(name, value);
            } else {
                plain.put(name, value);
            }
        }
        plain.putAll(split.joined());
        return plain;
    }
}
