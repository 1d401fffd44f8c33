package guichet.inbox.mime;

import guichet.crypto.Certificate;
import guichet.inbox.Party;
import guichet.keystore.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One message of the chat about to be built. All of it stands inside of what is encrypted, but for the sender's address.
///
/// @param to         those whom it is for, as the room's list names them
/// @param written    when; stands inside only
/// @param messageId  without angle brackets
/// @param inReplyTo  the Message-ID that it answers or is about
/// @param gossip     the others' keys, so that phones that have none can write to them
/// @param receipt    whether an app is asked to tell that it was shown
public record ChatMail(Address from, String fromName, List<Party> to, Instant written, String messageId,
        Optional<String> inReplyTo, String subject, ChatHeaders headers, String body, List<AttachedFile> attachments,
        List<Gossip> gossip, Receipt receipt) {

    public ChatMail {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
        gossip = List.copyOf(gossip);
    }

    /// Somebody's key, for those who don't have it.
    public record Gossip(Address address, Certificate certificate) {
    }

    public enum Receipt {
        ASKED_FOR, NOT_ASKED_FOR
    }
}
