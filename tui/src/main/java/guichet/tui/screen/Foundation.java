package guichet.tui.screen;

import guichet.crypto.Secret;
import guichet.keystore.Address;
import guichet.keystore.vault.RecoveryKey;

/// Makes the vault, its first person and their key, where the program is started for the first time.
public interface Foundation {
    /// Takes as long as the key derivation. Any thread; the caller closes the secret.
    Outcome found(String name, Address address, Secret passphrase);

    /// How it ended.
    sealed interface Outcome {
        /// The vault is there, closed.
        ///
        /// @param recovery to be shown this once; the taker closes it
        record Made(RecoveryKey recovery) implements Outcome {
        }

        record Refused(Why why) implements Outcome {
        }
    }

    /// Why no vault was made.
    enum Why {
        BAD_NAME, OCCUPIED, NO_DRIVER, TROUBLE
    }
}
