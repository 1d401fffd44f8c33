package guichet.transports.signal;

import guichet.keystore.SignalRecipient;
import java.util.List;
import java.util.Optional;

/// A message to one person or one group, as signal-cli takes it.
///
/// @param text     may be empty where there are attachments
/// @param mentions in the text
public record SendRequest(SignalRecipient to, String text, List<Mention> mentions, Optional<Quote> quote,
        List<Attachment> attachments) {

    public SendRequest {
        mentions = List.copyOf(mentions);
        attachments = List.copyOf(attachments);
        if (text.isEmpty() && attachments.isEmpty()) {
            throw new IllegalArgumentException("nothing to send");
        }
    }

    public static SendRequest text(SignalRecipient to, String text) {
        return new SendRequest(to, text, List.of(), Optional.empty(), List.of());
    }

    /// @param start  of the placeholder in the text, in UTF-16 units
    /// @param length of it, the same
    public record Mention(int start, int length, SignalRecipient who) {
    }

    /// An earlier message that is answered.
    ///
    /// @param timestamp when it was sent, in milliseconds: with its author this is what it is known by
    public record Quote(long timestamp, SignalRecipient author, String text) {
    }

    /// A file to send. Shows nothing of itself.
    public static final class Attachment {
        private final String name;
        private final byte[] bytes;

        public Attachment(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes.clone();
        }

        String name() {
            return name;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    @Override
    public String toString() {
        return "a message";
    }
}
