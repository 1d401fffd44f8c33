package guichet.crypto;

/// Why an owner takes a key back (RFC 9580, 5.2.3.31).
public enum RevocationReason {
    /** Somebody else may have the secret key: no signature of it is believed any more, whenever it claims to be made. */
    COMPROMISED,
    /** Another key takes its place: what it signed before stays good. */
    SUPERSEDED,
    /** It is not used any more: what it signed before stays good. */
    RETIRED
}
