package guichet.crypto;

/// What has become of a key since it made a signature that is good.
public enum KeyState {
    /** It could still sign. */
    USABLE,
    /** It has expired since. */
    EXPIRED_SINCE,
    /** Its owner has since replaced or retired it. */
    RETIRED_SINCE
}
