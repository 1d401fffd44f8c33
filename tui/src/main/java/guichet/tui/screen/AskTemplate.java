package guichet.tui.screen;

import guichet.tui.text.Lang;
import guichet.tui.text.Texts;
import java.util.Optional;

/// The letter that asks somebody for a key and says how to be reached safely. It says nothing of any case.
record AskTemplate(Texts texts) {
    /// In the recipient's language where it is known, else in that of the screen.
    static AskTemplate in(Optional<String> language, Texts screen) {
        return new AskTemplate(language.flatMap(Lang::of).map(Texts::in).orElse(screen));
    }

    String subject() {
        return texts.say("ask.subject");
    }

    String body(String name) {
        return String.join("\n", texts.say("ask.hello"), "", texts.say("ask.why"), "", texts.say("ask.how"), "",
                texts.say("ask.nothing-here"), "", name);
    }
}
