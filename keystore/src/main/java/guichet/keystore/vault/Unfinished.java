package guichet.keystore.vault;

/// Marks what is still to come.
final class Unfinished {
    private Unfinished() {
    }

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // goes with the last thing unfinished
    static <T> T yet() {
        throw new UnsupportedOperationException("unfinished");
    }
}
