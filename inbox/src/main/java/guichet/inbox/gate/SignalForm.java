package guichet.inbox.gate;

import static guichet.inbox.gate.FormFields.files;
import static guichet.inbox.gate.FormFields.text;
import static guichet.inbox.gate.FormFields.texts;

import guichet.inbox.gate.SignalContent.Quote;
import guichet.inbox.gate.SignalReaction.How;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.SignalRecipient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A Signal message, or a reaction, as bytes: every field with its length before it, so that no two messages have the same. docs/outbox-schema.md describes it.
final class SignalForm {
    private static final int MESSAGE = 1;
    private static final int REACTION = 2;

    private SignalForm() {
    }

    static byte[] bytes(SignalMatter matter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (matter) {
                case SignalContent content -> write(out, content);
                case SignalReaction reaction -> write(out, reaction);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static boolean isReaction(byte[] form) {
        return form.length > 0 && form[0] == REACTION;
    }

    private static void write(DataOutputStream out, SignalReaction reaction) throws IOException {
        out.writeByte(REACTION);
        texts(out, reaction.emoji(), reaction.author().text());
        out.writeLong(reaction.sent().toEpochMilli());
        out.writeByte(reaction.how() == How.PUT ? 1 : 0);
    }

    private static void write(DataOutputStream out, SignalContent content) throws IOException {
        out.writeByte(MESSAGE);
        texts(out, content.body());
        files(out, content.attachments());
        out.writeByte(content.quote().isPresent() ? 1 : 0);
        if (content.quote().isPresent()) {
            Quote quote = content.quote().get();
            texts(out, quote.author().text());
            out.writeLong(quote.sent().toEpochMilli());
            texts(out, quote.text());
        }
    }

    /// Empty where it is no such form: altered, or of a newer version.
    static Optional<SignalMatter> read(byte[] form) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(form))) {
            Optional<SignalMatter> matter = switch (in.readByte()) {
                case MESSAGE -> Optional.of(content(in));
                case REACTION -> Optional.of(reaction(in));
                default -> Optional.empty();
            };
            return in.available() == 0 ? matter : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SignalContent content(DataInputStream in) throws IOException {
        String body = text(in);
        List<AttachedFile> files = files(in);
        Optional<Quote> quote = Optional.empty();
        if (in.readByte() == 1) {
            SignalRecipient author = author(in);
            quote = Optional.of(new Quote(author, Instant.ofEpochMilli(in.readLong()), text(in)));
        }
        return new SignalContent(body, files, quote);
    }

    private static SignalReaction reaction(DataInputStream in) throws IOException {
        String emoji = text(in);
        SignalRecipient author = author(in);
        Instant sent = Instant.ofEpochMilli(in.readLong());
        return new SignalReaction(emoji, author, sent, in.readByte() == 1 ? How.PUT : How.TAKEN_BACK);
    }

    private static SignalRecipient author(DataInputStream in) throws IOException {
        return SignalRecipient.parse(text(in)).orElseThrow(IOException::new);
    }
}
