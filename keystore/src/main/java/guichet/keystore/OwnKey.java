package guichet.keystore;

import guichet.crypto.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A key of somebody of this vault, who may have left.
///
/// @param person with the key that they sign with now, which may be another
/// @param shared the addresses that several people share and whose key it is or was
record OwnKey(Person person, List<Address> shared, Certificate certificate) {
    OwnKey {
        shared = List.copyOf(shared);
    }

    /// As verified as a key can be: its secret part is here.
    KnownKey known() {
        return new KnownKey(certificate, Trust.VERIFIED, addresses(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /// Who made the key of a shared address doesn't sign as themselves with it, unless it is the one that they sign with.
    private List<Address> addresses() {
        boolean theirs = shared.isEmpty() || person.key().equals(certificate.fingerprint());
        return Stream.concat(theirs ? Stream.of(person.address()) : Stream.empty(), shared.stream()).distinct()
                .toList();
    }
}
