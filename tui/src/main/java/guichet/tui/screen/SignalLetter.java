package guichet.tui.screen;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.SignalRecipient;
import java.util.List;
import java.util.Optional;

/// What a person starts to write on Signal from: empty, an answer, or a draft.
///
/// @param to      empty: yet to be chosen
/// @param replyTo the message that it answers, and quotes
record SignalLetter(Optional<DraftId> draft, Optional<SignalRecipient> to, Optional<CaseId> caseId, String body,
        List<AttachedFile> attachments, Optional<MessageId> replyTo) {
    SignalLetter {
        attachments = List.copyOf(attachments);
    }

    static SignalLetter of(SignalDraft draft) {
        return new SignalLetter(draft.id(), Optional.of(draft.to()), draft.caseId(), draft.body(),
                draft.attachments(), draft.replyTo());
    }

    /// An answer where the message was said, which quotes it.
    static SignalLetter reply(MessageId answered, SignalRecipient answersGo, Optional<CaseId> caseId) {
        return new SignalLetter(Optional.empty(), Optional.of(answersGo), caseId, "", List.of(),
                Optional.of(answered));
    }
}
