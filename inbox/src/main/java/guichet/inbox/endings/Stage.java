package guichet.inbox.endings;

/// How far a destruction has come. Names are stored: never rename one.
public enum Stage {
    /** Messages go, some at a time. */
    MESSAGES,
    /** What else belongs to the case, and the case itself. */
    CASE,
    /** It is in no table any more; the index's pages and the log are cleaned. */
    TRACES,
    /** Nothing is left here; mail on a server may be. */
    SERVER, DONE
}
