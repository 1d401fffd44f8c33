package guichet.tui.screen;

/// A task could not do its work for a reason outside the program. Holds the key of the sentence that the person reads.
final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final String sentence;

    Failure(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
