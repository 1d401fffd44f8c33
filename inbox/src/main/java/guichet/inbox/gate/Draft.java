package guichet.inbox.gate;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.mime.AttachedFile;
import java.util.List;
import java.util.Optional;

/// What a person wrote, for whom, in which case. Lives in the vault and nowhere else. One type per channel: none holds a recipient of
/// another channel, so that nothing can be routed wrongly by mistake.
public sealed interface Draft permits MailDraft, SignalDraft, ChatDraft {
    /// Under which it is kept in the vault, where it is; it goes once the message is in the outbox.
    Optional<DraftId> id();

    /// The name of the person of this vault who writes.
    String author();

    Optional<CaseId> caseId();

    String body();

    List<AttachedFile> attachments();

    /// The message that it answers.
    Optional<MessageId> replyTo();
}
