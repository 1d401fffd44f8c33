package guichet.keystore;

import guichet.crypto.EncryptionKey;
import java.util.List;

/// By which key to encrypt to an address now, or why by none.
public sealed interface KeyChoice {
    /// Why nothing may be encrypted to an address.
    enum Why {
        /** No key has been seen, or none that anything can be encrypted to. */
        NO_KEY,
        /** A key has been seen, and no person has taken it for this address's. */
        NOT_ACCEPTED,
        /** Its owner's expiry has passed. */
        EXPIRED,
        /** Its owner took it back, as a whole or for this address. */
        REVOKED,
        /** Another key turned up, and nobody has decided yet. */
        KEY_CHANGED,
        /** Its algorithm no longer protects. */
        WEAK,
        /** A person said that it is not to be used. */
        DISTRUSTED
    }

    /// The proof that this key was the right one for the address at an instant. Only [Keyring] makes one.
    final class Usable implements KeyChoice {
        private final Address address;
        private final EncryptionKey key;
        private final KnownKey known;

        Usable(Address address, EncryptionKey key, KnownKey known) {
            this.address = address;
            this.key = key;
            this.known = known;
        }

        public Address address() {
            return address;
        }

        public EncryptionKey key() {
            return key;
        }

        /// With the trust for this address.
        public KnownKey known() {
            return known;
        }

        @Override
        public String toString() {
            return "Usable[" + key.fingerprint() + "]";
        }
    }

    /// Nothing may be encrypted.
    ///
    /// @param seen every key seen for the address, the settled one first
    record Unusable(Why why, List<KnownKey> seen) implements KeyChoice {
        public Unusable {
            seen = List.copyOf(seen);
        }
    }
}
