package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import java.time.Instant;
import java.util.Locale;

/// Somebody on the staff list: an address and the one key that a person pinned for it.
///
/// @param by the name of who pinned it
public record Colleague(Address address, Fingerprint key, String name, How how, String by, Instant since) {

    /// By what the key was known to be theirs. Names are stored: never rename one.
    public enum How {
        VCARD, QR, IN_PERSON;

        /// The contract's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
