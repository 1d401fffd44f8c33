package guichet.inbox.gate;

/// How long what was released still stays in the outbox, so that its author can take it back with nothing of it having left.
public enum Grace {
    /** None: it is due at once. For commands, which end before anybody could think again. */
    NONE,
    /** The seconds that the vault's people have set. For people at the screen, who see them count down; when they are over the screen calls [Outbox#letGo]. */
    AS_SET
}
