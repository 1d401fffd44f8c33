package guichet.inbox.mime;

import guichet.inbox.Party;
import guichet.keystore.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message of any channel as a mail in the clear that every mail reader opens (RFC 5322): for archives, never to be sent. The same message
/// gives the same bytes.
///
/// What strangers claimed and no header may hold is told as text in its place: nothing in it can break a header.
public final class ReadableMail {
    private static final Pattern MESSAGE_ID = Pattern.compile("[!-;=?-~]{1,240}@[!-;=?-~]{1,240}");
    private static final Address NOBODY = new Address("unknown@invalid");

    private ReadableMail() {
    }

    /// What is put into it.
    ///
    /// @param origin     a word for the channel, told as `X-Guichet-Channel`
    /// @param messageId  without angle brackets; left out where it is none
    /// @param references oldest first
    /// @param unique     of this message alone: letters and digits that part its pieces
    public record Page(String origin, Party from, List<Party> to, List<Party> cc, Instant date,
            Optional<String> messageId, List<String> references, String subject, String body,
            List<AttachedFile> attachments, String unique) {
        public Page {
            to = List.copyOf(to);
            cc = List.copyOf(cc);
            references = List.copyOf(references);
            attachments = List.copyOf(attachments);
        }
    }

    public static byte[] of(Page page) {
        HeaderLines headers = new HeaderLines();
        headers.addMailboxes("From", mailboxes(List.of(page.from())));
        headers.addMailboxes("To", mailboxes(page.to()));
        headers.addMailboxes("Cc", mailboxes(page.cc()));
        headers.add("Date", MailDate.inUtc(page.date()));
        headers.addIds("Message-ID", ids(page.messageId().stream().toList()));
        headers.addIds("References", ids(page.references()));
        headers.addText("Subject", page.subject());
        headers.addText("X-Guichet-Channel", page.origin());
        headers.add("MIME-Version", "1.0");
        return Content.entity(headers, "", page.body(), page.attachments(), "=_guichet_" + page.unique());
    }

    private static List<HeaderLines.Mailbox> mailboxes(List<Party> parties) {
        return parties.stream().map(party -> {
            Optional<Address> address = Address.parse(party.address());
            return new HeaderLines.Mailbox(address.isPresent() ? party.name() : told(party), address.orElse(NOBODY));
        }).toList();
    }

    private static String told(Party party) {
        return (party.name() + " " + party.address()).strip();
    }

    private static List<String> ids(List<String> claimed) {
        return claimed.stream().filter(id -> MESSAGE_ID.matcher(id).matches()).toList();
    }
}
