package guichet.crypto;

/// Why nothing may be encrypted to a certificate now.
public enum KeyProblem {
    /** Its owner's expiry has passed, or that of every encryption subkey. */
    EXPIRED,
    /** Its owner took it back, for whatever reason. */
    REVOKED,
    /** RSA under 2048 bits, or an algorithm that is no longer trusted. */
    WEAK,
    /** It has no usable subkey for encryption, or nothing that its owner's signature binds to it. */
    NO_ENCRYPTION_SUBKEY
}
