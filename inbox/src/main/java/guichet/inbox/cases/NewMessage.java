package guichet.inbox.cases;

import guichet.crypto.SessionKey;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.mime.AttachedFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message about to be stored: what intake read, what the gate let out, or what a person noted.
///
/// @param raw        as it came or left, byte for byte; null for notes and contacts
/// @param wireId     its Message-ID, without angle brackets
/// @param inReplyTo  Message-IDs that it answers or refers to, for threading
/// @param protection empty for notes and contacts
@SuppressWarnings("ArrayRecordComponent") // handed over once and never compared; copying large mails would help nobody
public record NewMessage(Channel channel, Direction direction, Optional<CaseId> caseId, Party from, List<Party> to,
        List<Party> cc, Instant date, String subject, String body, Optional<Protection> protection,
        List<AttachedFile> attachments, Optional<String> wireId, List<String> inReplyTo, byte @Nullable [] raw,
        Optional<SessionKey> sessionKey) {

    public NewMessage {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        attachments = List.copyOf(attachments);
        inReplyTo = List.copyOf(inReplyTo);
    }
}
