package guichet.inbox.endings;

/// Why a case is not destroyed, or not archived.
public enum Objection {
    /** It is open: close it first. */
    OPEN,
    /** A mail of it waits, failed or is held: it leaves, or is taken back, first. */
    UNSENT,
    /** A mail of it may have left or not. */
    UNKNOWN,
    /** Somebody put a hold on it. */
    HELD,
    /** A draft of it is left, which no archive holds: it is sent or discarded first. Of archiving only. */
    DRAFTS,
    /** Something came, a person has to look, or the rule was changed meanwhile. Of what rules do by themselves only. */
    NOT_DUE,
    /** It is archived already. Of archiving only. */
    ARCHIVED,
    /** Its person was given no sealed archive. The one objection that a reason outweighs. */
    NOT_SEALED
}
