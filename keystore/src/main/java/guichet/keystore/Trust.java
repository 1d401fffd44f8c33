package guichet.keystore;

/// What people have decided about a key. It rises by a person's act only, or on first use where the setting says so.
public enum Trust {
    /** Seen, and nobody has decided: a candidate. Nothing is encrypted to it. */
    UNKNOWN,
    /** A person took it for somebody's, without comparing fingerprints. */
    ACCEPTED,
    /** A person compared its fingerprint with its owner. */
    VERIFIED,
    /** A person said that it is not to be used. Never again encrypted to, and it raises no alarm any more. */
    DISTRUSTED
}
