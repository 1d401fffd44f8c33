package guichet.inbox.gate;

import guichet.inbox.gate.SignalContent.Quote;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.SignalRecipient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Signal message as bytes: every field with its length before it, so that no two messages have the same. docs/outbox-schema.md describes it.
final class SignalForm {
    private static final int VERSION = 1;

    private SignalForm() {
    }

    static byte[] bytes(SignalContent content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            text(out, content.body());
            out.writeInt(content.attachments().size());
            for (AttachedFile file : content.attachments()) {
                text(out, file.name());
                text(out, file.type());
                field(out, file.content());
            }
            out.writeByte(content.quote().isPresent() ? 1 : 0);
            if (content.quote().isPresent()) {
                Quote quote = content.quote().get();
                text(out, quote.author().text());
                out.writeLong(quote.sent().toEpochMilli());
                text(out, quote.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Empty where it is no such form: altered, or of a newer version.
    static Optional<SignalContent> read(byte[] form) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(form))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            String body = text(in);
            List<AttachedFile> files = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                files.add(new AttachedFile(text(in), text(in), field(in)));
            }
            Optional<Quote> quote = Optional.empty();
            if (in.readByte() == 1) {
                SignalRecipient author = SignalRecipient.parse(text(in)).orElseThrow(IOException::new);
                quote = Optional.of(new Quote(author, Instant.ofEpochMilli(in.readLong()), text(in)));
            }
            return in.available() == 0 ? Optional.of(new SignalContent(body, files, quote)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        field(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void field(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(field(in), StandardCharsets.UTF_8);
    }

    private static byte[] field(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a length that can't be");
        }
        return in.readNBytes(length);
    }
}
