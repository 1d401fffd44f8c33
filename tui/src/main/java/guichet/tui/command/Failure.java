package guichet.tui.command;

import java.io.Serial;
import java.util.List;

/// A command can't go on, and this is what to tell the person: a sentence of the bundle with its values.
final class Failure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final transient List<Object> values;

    /// @param sentence a key of the bundle, without its `error.`
    /// @param values what the sentence names: what the person typed, a number, a word of a server
    Failure(Exit exit, String sentence, Object... values) {
        super(sentence);
        this.exit = exit;
        this.values = List.of(values);
    }

    Exit exit() {
        return exit;
    }

    String sentence(Sentences sentences) {
        return sentences.tell("error." + getMessage(), values.toArray());
    }
}
