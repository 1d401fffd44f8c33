package guichet.inbox.signal;

/// Something that signal-cli never writes, or that this version does not know. Its word says what, and holds nothing of what came.
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final String word;

    Unfit(String word) {
        super(word, null, false, false);
        this.word = word;
    }

    String word() {
        return word;
    }
}
