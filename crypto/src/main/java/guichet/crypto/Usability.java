package guichet.crypto;

/// Whether something can be encrypted to a certificate at one instant.
public sealed interface Usability {
    /// It can, with this.
    record Usable(EncryptionKey key) implements Usability {
    }

    /// It can't.
    record Unusable(KeyProblem why) implements Usability {
    }
}
