package guichet.keystore;

import guichet.crypto.Fingerprint;

/// The key that everybody of the vault signs with who writes from an address that several people share, and that others encrypt to for it.
public record SharedKey(Address address, Fingerprint key) {
}
