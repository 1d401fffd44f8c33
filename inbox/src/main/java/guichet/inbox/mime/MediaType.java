package guichet.inbox.mime;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
        ParameterReader reader = new ParameterReader(field);
        return new MediaType(reader.value(), reader.parameters());
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
}
