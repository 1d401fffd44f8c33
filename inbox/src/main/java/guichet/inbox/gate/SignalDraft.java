package guichet.inbox.gate;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.SignalRecipient;
import java.util.List;
import java.util.Optional;

/// What a person wrote into one conversation on Signal.
///
/// @param to      one person or one group
/// @param body    may be empty where something is attached
/// @param replyTo the message that it answers, and quotes: on Signal too, and in the same conversation
public record SignalDraft(Optional<DraftId> id, String author, SignalRecipient to, Optional<CaseId> caseId, String body,
        List<AttachedFile> attachments, Optional<MessageId> replyTo) implements Draft {

    public SignalDraft {
        attachments = List.copyOf(attachments);
    }

    public SignalDraft withId(DraftId kept) {
        return new SignalDraft(Optional.of(kept), author, to, caseId, body, attachments, replyTo);
    }
}
