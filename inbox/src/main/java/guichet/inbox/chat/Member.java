package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;

/// A seat: somebody in a room. Known by the key; the address is where mail for them goes.
///
/// @param name as it stands on the staff list, else as they call themselves: any characters
public record Member(Address address, Fingerprint key, String name, Whose whose) {

    /// To whom a seat belongs.
    public enum Whose {
        /** A person of this vault. */
        OURS,
        /** Pinned on the staff list. */
        COLLEAGUE,
        /** Neither. Nothing is sent to them. */
        NOBODYS
    }
}
