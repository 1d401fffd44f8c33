package guichet.tui.command;

import guichet.tui.text.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Where a command's answers go.
///
/// As JSON: one object a line on standard output, and nothing else there. For people: text on standard output, or, where that is a
/// terminal and the text is content, on the alternate screen. Text passes [Printable] here, so no command can forget it.
final class Output {
    /// What the person asked for.
    enum Form {
        JSON, TEXT
    }

    private final Form form;
    private final Surroundings around;
    private final Sentences sentences;
    private final List<String> content = new ArrayList<>();

    Output(Form form, Surroundings around, Sentences sentences) {
        this.form = form;
        this.around = around;
        this.sentences = sentences;
    }

    Sentences sentences() {
        return sentences;
    }

    Form form() {
        return form;
    }

    /// One result that gives nothing of a message away.
    void answer(JsonLine json, String text) {
        switch (form) {
            case JSON -> around.out().println(json);
            case TEXT -> print(around.out(), text);
        }
    }

    /// The one line that a monitoring plugin writes, whatever the form asked for.
    void plugin(String line) {
        around.out().println(Printable.line(line));
    }

    /// One piece of what the vault holds.
    void content(JsonLine json, String text) {
        switch (form) {
            case JSON -> around.out().println(json);
            case TEXT -> Printable.lines(text).forEach(line -> content.add(line.toString()));
        }
    }

    /// A sentence beside the answer: progress, a warning, an error.
    void say(String sentence) {
        print(around.err(), sentence);
    }

    void tell(String key, Object... values) {
        say(sentences.tell(key, values));
    }

    /// Shows the content that was gathered, and writes out what is buffered.
    void finish() throws IOException {
        if (!content.isEmpty()) {
            var terminal = around.terminal().filter(Terminal::showsOutput);
            if (terminal.isPresent()) {
                terminal.get().page(content, sentences.tell("pager.hint"));
            } else {
                content.forEach(around.out()::println);
            }
            content.clear();
        }
        around.out().flush();
        around.err().flush();
    }

    private static void print(PrintStream stream, String text) {
        Printable.lines(text).forEach(stream::println);
    }
}
