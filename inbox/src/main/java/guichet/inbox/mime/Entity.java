package guichet.inbox.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/// A message or a part of one, as it was found. Nothing in it is believed yet.
abstract sealed class Entity {
    private final Header header;
    private final MediaType type;
    private final Sparse message;
    private final Range range;

    private Entity(Header header, MediaType type, Sparse message, Range range) {
        this.header = header;
        this.type = type;
        this.message = message;
        this.range = range;
    }

    Header header() {
        return header;
    }

    MediaType type() {
        return type;
    }

    /// Header and body exactly as they are in the message: what a signature over this part covers (RFC 3156, section 5).
    Sparse raw() {
        return message.part(range);
    }

    /// The same, as a source.
    MailSource rawSource() {
        return message.stretch(range);
    }

    /// Whether some of it is left out of memory.
    boolean isSparse() {
        return message.hasGap(range);
    }

    /// Inline or attachment, with the claimed name.
    Optional<MediaType> disposition() {
        return header.first("content-disposition").map(MediaType::parse);
    }

    /// Holds other parts.
    static final class Multipart extends Entity {
        private final List<Entity> children;

        Multipart(Header header, MediaType type, Sparse message, Range range, List<Entity> children) {
            super(header, type, message, range);
            this.children = List.copyOf(children);
        }

        List<Entity> children() {
            return children;
        }
    }

    /// Holds bytes. Also a message in a message, which is not looked into, and what is nested too deep.
    static final class Leaf extends Entity {
        private final Sparse message;
        private final Range body;

        Leaf(Header header, MediaType type, Sparse message, Range range, Range body) {
            super(header, type, message, range);
            this.message = message;
            this.body = body;
        }

        Range body() {
            return body;
        }

        /// Whether its content is to be read where it lies.
        boolean isFar() {
            return message.hasGap(body);
        }

        /// Of its content while it is encoded, in bytes.
        long encodedLength() {
            return message.length(body);
        }

        /// The bytes themselves, without their transfer encoding: of what is far, only where it is known to be short enough.
        byte[] content() {
            try (InputStream decoded = far()) {
                return decoded.readAllBytes();
            } catch (IOException e) {
                if (isFar()) {
                    throw new UncheckedIOException(e);
                }
                return Arrays.copyOfRange(message.kept(), body.start(), body.end()); // undecodable: as it came
            }
        }

        /// The same, wherever it lies.
        InputStream far() throws IOException {
            InputStream in = message.open(body);
            String encoding = header().first("content-transfer-encoding").orElse("").toLowerCase(Locale.ROOT);
            return switch (encoding) {
                case "base64" -> new Base64InputStream(in, DecodeMonitor.SILENT);
                case "quoted-printable" -> new QuotedPrintableInputStream(in, DecodeMonitor.SILENT);
                default -> in;
            };
        }

        /// Its first bytes, as they came.
        byte[] beginning() {
            return Arrays.copyOfRange(message.kept(), body.start(), body.end());
        }
    }
}
