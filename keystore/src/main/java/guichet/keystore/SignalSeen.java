package guichet.keystore;

/// What it meant that somebody's safety number was seen.
public enum SignalSeen {
    /** The one that was there before. */
    SAME,
    /** Their first. */
    FIRST,
    /** Their first, which the setting, or a person beforehand, said to take. */
    FIRST_TAKEN,
    /** Another one, of somebody about whom nobody had decided. */
    OTHER,
    /** Another one than the one that was looked at: sending stops, and a person has to know. */
    CHANGED
}
