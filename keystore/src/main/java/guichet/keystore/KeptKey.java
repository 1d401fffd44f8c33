package guichet.keystore;

import guichet.crypto.Fingerprint;
import java.util.List;
import java.util.stream.Collectors;

/// The key that stays an address's by a person's decision.
///
/// @param key with the trust for this address
/// @param refused those that had alarmed: not this address's, and nothing is said of them elsewhere
public record KeptKey(KnownKey key, List<Fingerprint> refused) {
    public KeptKey {
        refused = List.copyOf(refused);
    }

    /// For the journal, in fixed words: the key's fingerprint, and after a `not` that of each refused one.
    public String detail() {
        return key.fingerprint().hex() + refused.stream().map(Fingerprint::hex)
                .map(other -> " not " + other).collect(Collectors.joining());
    }
}
