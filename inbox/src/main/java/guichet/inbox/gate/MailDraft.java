package guichet.inbox.gate;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A mail as a person wrote it.
///
/// @param id      under which it is kept in the vault, where it is; it goes once the message is in the outbox
/// @param author  the name of the person of this vault who writes
/// @param replyTo the message that it answers
public record MailDraft(Optional<DraftId> id, String author, List<Address> to, List<Address> cc, List<Address> bcc,
        Optional<CaseId> caseId,
        String subject, String body, List<AttachedFile> attachments, Optional<MessageId> replyTo)
        implements
            Draft {

    public MailDraft {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        attachments = List.copyOf(attachments);
    }

    /// To, Cc and Bcc, each address once.
    public List<Address> recipients() {
        return Stream.of(to, cc, bcc).flatMap(List::stream).distinct().toList();
    }

    public MailDraft withId(DraftId kept) {
        return new MailDraft(Optional.of(kept), author, to, cc, bcc, caseId, subject, body, attachments, replyTo);
    }
}
