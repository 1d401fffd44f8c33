package guichet.crypto;

/// Stands where code is still to come; gone when the module is done.
@SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // both are the point: it stands for any value
final class Unfinished {
    private Unfinished() {
    }

    static <T> T yet() {
        throw new UnsupportedOperationException("unfinished");
    }
}
