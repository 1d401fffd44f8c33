package guichet.inbox.gate;

/// What [Outbox#settle] answers.
public enum Settled {
    DONE, NO_SUCH_ROW,
    /** What became of it is known already, or will be; nothing was changed. */
    NOT_UNKNOWN
}
