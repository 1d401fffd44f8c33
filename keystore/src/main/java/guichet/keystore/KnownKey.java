package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A certificate and what people have decided about it.
///
/// A key is trusted *for an address*: a certificate may carry anybody's address, since its owner alone writes it. Who
/// compares a message's sender with its signer asks [#isFor], not the certificate's user ids.
///
/// @param trust as far as it was asked for one address, the trust for that one; else the strongest for any
/// @param acceptedFor the addresses that a person accepted or verified it for
/// @param by whose decision it is; empty: nobody's yet, or accepted on first use
/// @param when it was decided
/// @param how the fingerprints were compared, or why the key is distrusted, in the person's words
public record KnownKey(Certificate certificate, Trust trust, List<Address> acceptedFor, Optional<String> by,
        Optional<Instant> when, Optional<String> how) {
    public KnownKey {
        acceptedFor = List.copyOf(acceptedFor);
    }

    public Fingerprint fingerprint() {
        return certificate.fingerprint();
    }

    /// Whether a person took it for this address's.
    public boolean isFor(Address address) {
        return acceptedFor.contains(address);
    }
}
