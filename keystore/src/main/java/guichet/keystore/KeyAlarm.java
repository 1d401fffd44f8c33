package guichet.keystore;

import java.time.Instant;

/// Another key turned up for an address whose key is settled. As long as it stands, nothing is encrypted to that
/// address: either its owner has a new key, or somebody wants to read their mail.
///
/// @param settled the key that was taken for the address's
/// @param other the one that turned up
public record KeyAlarm(Address address, KnownKey settled, KnownKey other, Instant raised) {
}
