package guichet.inbox.endings;

/// Why a case is not destroyed.
public enum Objection {
    /** It is open: close it first. */
    OPEN,
    /** A mail of it waits, failed or is held: it leaves, or is taken back, first. */
    UNSENT,
    /** A mail of it may have left or not. */
    UNKNOWN,
    /** Somebody put a hold on it. */
    HELD,
    /** Its person was given no sealed archive. The one objection that a reason outweighs. */
    NOT_SEALED
}
