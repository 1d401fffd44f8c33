package guichet.inbox.gate;

/// What becomes of a row when its turn comes.
sealed interface Revival<R extends Released> {
    record Ready<R extends Released>(R released) implements Revival<R> {
    }

    /// @param why a contract's word
    record Held<R extends Released>(String why) implements Revival<R> {
    }

    /// Something changed since it was made ready: it has to be made ready again, and waits until then.
    record Again<R extends Released>() implements Revival<R> {
    }
}
