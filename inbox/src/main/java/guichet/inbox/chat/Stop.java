package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import java.util.Locale;

/// Why a room stands still: somebody in it to whom nothing may be sent as they are. (A key that has expired or was revoked stops no room: the gate
/// refuses what would go to it, and names whose it is.)
///
/// @param key that stands in the room, or turned up
public record Stop(Why why, Address address, Fingerprint key) {

    public enum Why {
        /** Another key than the one pinned for that address: in the room's list, or on a message for the room. */
        KEY_CHANGED,
        /** Nobody of ours has pinned them. */
        NOT_STAFF,
        /** Contact of a case: never in a room. */
        CONTACT_OF_A_CASE;

        /// The contract's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
