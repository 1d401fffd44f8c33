package guichet.inbox.mime;

import guichet.crypto.Certificate;
import guichet.keystore.Address;

/// A key that came with a message: a candidate, and proof of nothing.
public sealed interface OfferedKey {
    Certificate certificate();

    /// In the Autocrypt header, for the author that is shown (Autocrypt 1.1, section 2.1), whatever its user ids say.
    ///
    /// @param claimed whose it is said to be
    record Autocrypt(Certificate certificate, Address claimed) implements OfferedKey {
    }

    /// In an attached file.
    record Attached(Certificate certificate) implements OfferedKey {
    }
}
