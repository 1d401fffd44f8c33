package guichet.inbox.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a person sends, as a MIME entity: the text alone, or the text and its files.
final class Content {
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,60}");
    private static final byte[] CRLF = {'\r', '\n'};

    private Content() {
    }

    /// @param headers        that stand before the entity's own
    /// @param typeParameters that its Content-Type has besides, each after a semicolon
    /// @param boundary       used where there are files
    static byte[] entity(HeaderLines headers, String typeParameters, String body, List<AttachedFile> files,
            String boundary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (files.isEmpty()) {
            writeText(headers, typeParameters, body, out);
            return out.toByteArray();
        }
        headers.add("Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"" + typeParameters);
        out.writeBytes(utf8(headers.text()));
        out.writeBytes(CRLF);
        out.writeBytes(utf8("--" + boundary + "\r\n"));
        writeText(new HeaderLines(), "", body, out);
        for (AttachedFile file : files) {
            out.writeBytes(utf8("\r\n--" + boundary + "\r\n"));
            writeFile(file, out);
        }
        out.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
        return out.toByteArray();
    }

    private static void writeText(HeaderLines headers, String typeParameters, String body, ByteArrayOutputStream out) {
        TextEncoding text = TextEncoding.of(body);
        headers.add("Content-Type", "text/plain; charset=utf-8" + typeParameters);
        headers.add("Content-Transfer-Encoding", text.name());
        out.writeBytes(utf8(headers.text()));
        out.writeBytes(CRLF);
        out.writeBytes(utf8(text.content()));
    }

    private static void writeFile(AttachedFile file, ByteArrayOutputStream out) {
        HeaderLines headers = new HeaderLines();
        headers.add("Content-Type", type(file.type()));
        headers.add("Content-Disposition", "attachment" + FileName.parameters(file.name()));
        headers.add("Content-Transfer-Encoding", "base64");
        out.writeBytes(utf8(headers.text()));
        out.writeBytes(CRLF);
        out.writeBytes(Base64.getMimeEncoder().encode(file.content()));
    }

    /// Messages and multiparts may not be in base64 (RFC 2046, section 5), and a name that is no type is none.
    private static String type(String claimed) {
        String type = claimed.toLowerCase(Locale.ROOT);
        boolean usable = TYPE.matcher(type).matches() && !type.startsWith("multipart/") && !type.startsWith("message/");
        return usable ? type : "application/octet-stream";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
