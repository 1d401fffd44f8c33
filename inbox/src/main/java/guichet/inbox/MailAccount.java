package guichet.inbox;

import guichet.keystore.Address;
import java.util.List;
import java.util.Optional;

/// A mailbox that is read and the submission server that mail leaves by.
///
/// @param name    what stands beside the address inside encrypted mail; never in an outer header
/// @param imap    `imaps://host[:port]` or `imap+starttls://…`; `imap://` for loopback only
/// @param smtp    `smtps://host[:port]` or `smtp+starttls://…`; `smtp://` for loopback only
/// @param folders that are read, in this order; `INBOX` unless told otherwise
/// @param caPem   one more issuer of certificates, PEM; the system's are trusted besides
public record MailAccount(AccountId id, Address address, String name, String imap, String smtp, String user,
        List<String> folders, Optional<String> caPem) {

    public MailAccount {
        folders = List.copyOf(folders);
    }
}
