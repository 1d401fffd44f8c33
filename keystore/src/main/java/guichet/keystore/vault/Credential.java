package guichet.keystore.vault;

import guichet.crypto.Secret;

/// What a person has to open a vault with. The vault copies nothing of it and closes nothing: that is the caller's.
public sealed interface Credential {
    /// What a person knows.
    record Passphrase(Secret secret) implements Credential {
    }

    /// What they printed when the vault was made.
    record Recovery(RecoveryKey key) implements Credential {
    }
}
