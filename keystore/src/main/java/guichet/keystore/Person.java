package guichet.keystore;

import guichet.crypto.Fingerprint;

/// A member of staff who uses this vault.
///
/// @param name as it stands in the journal; unique among all who ever used the vault
/// @param address their mail address
/// @param key the key that they sign with now
public record Person(PersonId id, String name, Address address, Fingerprint key) {
}
