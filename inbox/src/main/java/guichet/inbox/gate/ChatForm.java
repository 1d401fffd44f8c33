package guichet.inbox.gate;

import static guichet.inbox.gate.FormFields.files;
import static guichet.inbox.gate.FormFields.text;
import static guichet.inbox.gate.FormFields.texts;

import guichet.crypto.Fingerprint;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What leaves into a room, as bytes: every field with its length before it, so that no two have the same. docs/outbox-schema.md describes it.
///
/// @param messageId without angle brackets; the same at every try
record ChatForm(String messageId, Instant written, ChatMatter matter) {
    private static final int WORDS = 1;
    private static final int REACTION = 2;
    private static final int EDIT = 3;
    private static final int DELETION = 4;
    private static final int ADDED = 5;
    private static final int REMOVED = 6;
    private static final int RENAMED = 7;
    private static final int FAREWELL = 8;

    static boolean isWords(byte[] form) {
        return form.length > 0 && form[0] == WORDS;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(kind());
            texts(out, messageId);
            out.writeLong(written.toEpochMilli());
            switch (matter) {
                case ChatMatter.Words words -> write(out, words);
                case ChatMatter.Reaction(String target, String emoji) -> texts(out, target, emoji);
                case ChatMatter.Edit(String target, String before, String body) -> texts(out, target, before, body);
                case ChatMatter.Deletion(String target) -> texts(out, target);
                case ChatMatter.Added(Fingerprint key, Address address) -> texts(out, key.hex(), address.value());
                case ChatMatter.Removed(Fingerprint key, Address address) -> texts(out, key.hex(), address.value());
                case ChatMatter.Renamed(String before) -> texts(out, before);
                case ChatMatter.Farewell(Fingerprint key, Address address, String group, String room) ->
                    texts(out, key.hex(), address.value(), group, room);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private int kind() {
        return switch (matter) {
            case ChatMatter.Words _ -> WORDS;
            case ChatMatter.Reaction _ -> REACTION;
            case ChatMatter.Edit _ -> EDIT;
            case ChatMatter.Deletion _ -> DELETION;
            case ChatMatter.Added _ -> ADDED;
            case ChatMatter.Removed _ -> REMOVED;
            case ChatMatter.Renamed _ -> RENAMED;
            case ChatMatter.Farewell _ -> FAREWELL;
        };
    }

    private static void write(DataOutputStream out, ChatMatter.Words words) throws IOException {
        texts(out, words.body());
        files(out, words.attachments());
        out.writeByte(words.quote().isPresent() ? 1 : 0);
        if (words.quote().isPresent()) {
            texts(out, words.quote().get().target(), words.quote().get().text());
        }
    }

    /// Empty where it is no such form: altered, or of a newer version.
    static Optional<ChatForm> read(byte[] form) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(form))) {
            int kind = in.readByte();
            String messageId = text(in);
            Instant written = Instant.ofEpochMilli(in.readLong());
            Optional<ChatMatter> matter = switch (kind) {
                case WORDS -> Optional.of(words(in));
                case REACTION -> Optional.of(new ChatMatter.Reaction(text(in), text(in)));
                case EDIT -> Optional.of(new ChatMatter.Edit(text(in), text(in), text(in)));
                case DELETION -> Optional.of(new ChatMatter.Deletion(text(in)));
                case ADDED -> Optional.of(new ChatMatter.Added(new Fingerprint(text(in)), new Address(text(in))));
                case REMOVED -> Optional.of(new ChatMatter.Removed(new Fingerprint(text(in)), new Address(text(in))));
                case RENAMED -> Optional.of(new ChatMatter.Renamed(text(in)));
                case FAREWELL -> Optional.of(new ChatMatter.Farewell(new Fingerprint(text(in)), new Address(text(in)),
                        text(in), text(in)));
                default -> Optional.empty();
            };
            return in.available() == 0
                    ? matter.map(found -> new ChatForm(messageId, written, found))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ChatMatter.Words words(DataInputStream in) throws IOException {
        String body = text(in);
        List<AttachedFile> files = files(in);
        Optional<ChatMatter.Quote> quote = in.readByte() == 1
                ? Optional.of(new ChatMatter.Quote(text(in), text(in)))
                : Optional.empty();
        return new ChatMatter.Words(body, files, quote);
    }
}
