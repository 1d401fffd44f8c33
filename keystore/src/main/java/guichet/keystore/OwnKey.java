package guichet.keystore;

import guichet.crypto.Certificate;
import java.util.List;
import java.util.Optional;

/// A key of somebody of this vault, who may have left.
///
/// @param person with the key that they sign with now, which may be another
record OwnKey(Person person, Certificate certificate) {
    /// As verified as a key can be: its secret part is here.
    KnownKey known() {
        return new KnownKey(certificate, Trust.VERIFIED, List.of(person.address()), Optional.empty(), Optional.empty(),
                Optional.empty());
    }
}
