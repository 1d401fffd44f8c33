package guichet.keystore;

import java.time.Instant;
import java.util.Optional;

/// What was decided about a key for one address.
///
/// @param by empty: nobody, on first use
record Decision(Address address, Verdict verdict, Optional<String> by, Instant when, Optional<String> how) {
    /// Weakest first.
    enum Verdict {
        /** Another key is this address's. Elsewhere nothing is said against this one. */
        REFUSED(Trust.UNKNOWN), ACCEPTED(Trust.ACCEPTED), VERIFIED(Trust.VERIFIED);

        private final Trust trust;

        Verdict(Trust trust) {
            this.trust = trust;
        }

        Trust trust() {
            return trust;
        }
    }
}
