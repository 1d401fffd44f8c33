package guichet.inbox.gate;

/// What becomes of a row when its turn comes.
sealed interface Revival<R extends Released> {
    record Ready<R extends Released>(R released) implements Revival<R> {
    }

    /// @param why a contract's word
    record Held<R extends Released>(String why) implements Revival<R> {
    }
}
