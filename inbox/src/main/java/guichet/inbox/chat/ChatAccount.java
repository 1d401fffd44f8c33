package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.AccountId;
import guichet.keystore.Address;
import guichet.keystore.PersonId;
import java.time.Instant;

/// A seat of ours: a mail account, and the person of this vault whose key signs and opens there.
///
/// @param account by which its mail comes and leaves
/// @param key     of that person, since the account is there: colleagues have pinned it
/// @param name    that stands beside the address inside of what is encrypted
public record ChatAccount(long id, AccountId account, Address address, PersonId person, Fingerprint key, String name,
        Instant since) {
}
