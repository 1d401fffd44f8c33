package guichet.tui.screen;

import guichet.crypto.Secret;

/// Opens the vault for the text UI, and again after each lock.
public interface House {
    /// Tries a passphrase; takes as long as the key derivation. Any thread; the caller closes the secret.
    Opening open(Secret passphrase);

    /// How an attempt ended.
    sealed interface Opening {
        /// Open; closing the desk locks it again.
        record Opened(Desk desk) implements Opening {
        }

        record Refused(Why why) implements Opening {
        }
    }

    /// Why a vault did not open.
    enum Why {
        WRONG_PASSPHRASE, NO_VAULT, DAMAGED, TOO_NEW, NO_DRIVER, LOG_KEPT, TROUBLE
    }
}
