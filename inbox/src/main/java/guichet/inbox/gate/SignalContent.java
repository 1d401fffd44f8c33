package guichet.inbox.gate;

import guichet.inbox.mime.AttachedFile;
import guichet.keystore.SignalRecipient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What leaves on Signal: plain text here, encrypted by signal-cli. Its [stored form][SignalForm] is what the outbox keeps and what is hashed.
///
/// @param quote that it answers
public record SignalContent(String body, List<AttachedFile> attachments, Optional<Quote> quote)
        implements
            SignalMatter {
    public SignalContent {
        attachments = List.copyOf(attachments);
        if (body.isBlank() && attachments.isEmpty()) {
            throw new IllegalArgumentException("nothing to send");
        }
    }

    /// An earlier message of the same conversation.
    ///
    /// @param author who wrote it
    /// @param sent   in the version that is answered: with its author this is what it is known by
    /// @param text   of it, as it is shown beside the answer
    public record Quote(SignalRecipient author, Instant sent, String text) {
    }

    /// What it says stays out of logs.
    @Override
    public String toString() {
        return "a message";
    }
}
