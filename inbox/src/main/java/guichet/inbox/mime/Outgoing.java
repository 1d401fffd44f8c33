package guichet.inbox.mime;

import guichet.keystore.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One mail about to be built, with the recipients that it names itself (never a Bcc).
///
/// @param fromName   stands inside the encrypted part only
/// @param date       written in UTC, whole seconds
/// @param messageId  without angle brackets, at the sender's domain
/// @param inReplyTo  the Message-ID that it answers
/// @param references oldest first
public record Outgoing(Address from, String fromName, List<Address> to, List<Address> cc, Instant date,
        String messageId, Optional<String> inReplyTo, List<String> references, String subject, String body,
        List<AttachedFile> attachments) {

    public Outgoing {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        references = List.copyOf(references);
        attachments = List.copyOf(attachments);
    }
}
