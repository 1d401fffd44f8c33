package guichet.crypto;

/// What came of unlocking somebody's exported secret key.
public sealed interface Unlocked {
    /// It is open; the receiver closes it.
    record Opened(SecretKey key) implements Unlocked {
    }

    /// The passphrase is another one.
    record WrongPassphrase() implements Unlocked {
    }

    /// It can't be used here, whatever the passphrase.
    record Unsupported(Why why) implements Unlocked {
    }

    /// Why a secret key can't be used here.
    enum Why {
        /** The secret part is not in the file: it is on a card, or was taken out. */
        SECRET_IS_ELSEWHERE,
        /** Protected or made by an algorithm that is not supported. */
        ALGORITHM,
        /** The secret part does not belong to the public one. */
        MISMATCH
    }
}
