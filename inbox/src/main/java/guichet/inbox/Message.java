package guichet.inbox;

import java.time.Instant;
import java.util.List;

/// One message as it is shown.
///
/// @param received when this vault took it
/// @param body     text; HTML is already text, nothing was fetched
/// @param thread   the same for all messages of one conversation
public record Message(Summary summary, List<Party> to, List<Party> cc, Instant received, String body,
        List<Attachment> attachments, String thread) {

    public Message {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        attachments = List.copyOf(attachments);
    }
}
