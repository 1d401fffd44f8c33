package guichet.inbox.mime;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
        try {
            write(headers, typeParameters, body, files, boundary, out);
        } catch (IOException e) {
            throw new UncheckedIOException("files that are not held are written to a stream", e);
        }
        return out.toByteArray();
    }

    /// As [#entity], with files of any length: those that are not held are [FarPart]s.
    ///
    /// @throws IOException where a file can't be read, or `out` not written
    static void write(HeaderLines headers, String typeParameters, String body, List<AttachedFile> files,
            String boundary, OutputStream out) throws IOException {
        if (files.isEmpty()) {
            writeText(headers, typeParameters, body, out);
            return;
        }
        headers.add("Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"" + typeParameters);
        out.write(utf8(headers.text()));
        out.write(CRLF);
        out.write(utf8("--" + boundary + "\r\n"));
        writeText(new HeaderLines(), "", body, out);
        for (AttachedFile file : files) {
            out.write(utf8("\r\n--" + boundary + "\r\n"));
            writeFile(file, out);
        }
        out.write(utf8("\r\n--" + boundary + "--\r\n"));
    }

    private static void writeText(HeaderLines headers, String typeParameters, String body, OutputStream out)
            throws IOException {
        TextEncoding text = TextEncoding.of(body);
        headers.add("Content-Type", "text/plain; charset=utf-8" + typeParameters);
        headers.add("Content-Transfer-Encoding", text.name());
        out.write(utf8(headers.text()));
        out.write(CRLF);
        out.write(utf8(text.content()));
    }

    private static void writeFile(AttachedFile file, OutputStream out) throws IOException {
        HeaderLines headers = new HeaderLines();
        headers.add("Content-Type", type(file.type()));
        headers.add("Content-Disposition", "attachment" + FileName.parameters(file.name()));
        headers.add("Content-Transfer-Encoding", "base64");
        out.write(utf8(headers.text()));
        out.write(CRLF);
        if (file.far().isEmpty()) {
            out.write(Base64.getMimeEncoder().encode(file.content()));
        } else if (file.far().get() instanceof FarPart part) {
            try (InputStream in = part.open(); OutputStream letters = Base64.getMimeEncoder().wrap(unclosed(out))) {
                in.transferTo(letters);
            }
        } else {
            throw new IllegalArgumentException("a long file that can't be opened here");
        }
    }

    private static OutputStream unclosed(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() {
            }
        };
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
