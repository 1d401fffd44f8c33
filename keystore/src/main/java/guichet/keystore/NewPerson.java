package guichet.keystore;

import guichet.crypto.SecretKey;

/// Someone about to get a slot in a vault.
///
/// @param name not blank, at most 100 characters, one line
/// @param key the caller closes it
public record NewPerson(String name, Address address, SecretKey key) {
    public NewPerson {
        name = DisplayName.checked(name);
    }
}
