package guichet.keystore;

import guichet.crypto.Certificate;
import java.time.Instant;

/// A key in use that ends, or has ended.
public sealed interface Expiring {
    Certificate certificate();

    /// From when on nothing can be encrypted to it.
    Instant end();

    /// One of our own: extend it, and send it to those who write to us.
    record Ours(Person person, Certificate certificate, Instant end) implements Expiring {
    }

    /// That of an address that several people share: anybody of the vault may extend it.
    record Shared(Address address, Certificate certificate, Instant end) implements Expiring {
    }

    /// Somebody else's: ask them for an extended one.
    record Theirs(Address address, KnownKey known, Instant end) implements Expiring {
        @Override
        public Certificate certificate() {
            return known.certificate();
        }
    }
}
