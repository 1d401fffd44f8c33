package guichet.inbox.gate;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.chat.RoomId;
import guichet.inbox.mime.AttachedFile;
import java.util.List;
import java.util.Optional;

/// What a person wrote into one room. It names no recipient: who gets it is who is in the room when it leaves.
///
/// @param caseId  of the room's case, where it has one
/// @param body    may be empty where something is attached
/// @param replyTo the message that it answers, and quotes: said in the same room
public record ChatDraft(Optional<DraftId> id, String author, Optional<CaseId> caseId, RoomId room, String body,
        List<AttachedFile> attachments, Optional<MessageId> replyTo) implements Draft {

    public ChatDraft {
        attachments = List.copyOf(attachments);
    }

    public ChatDraft withId(DraftId kept) {
        return new ChatDraft(Optional.of(kept), author, caseId, room, body, attachments, replyTo);
    }
}
