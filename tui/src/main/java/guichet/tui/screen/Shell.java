package guichet.tui.screen;

import guichet.inbox.MessageId;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Moments;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.time.Clock;
import java.util.function.Consumer;

/// What every view works with, from unlocking to locking.
///
/// @param changed  the views below show what was written meanwhile
/// @param released counts down a message that was just released
/// @param lock     closes the vault at once
/// @param quit     closes the vault and ends the program
record Shell(Desk desk, Texts texts, Moments moments, Clock clock, Layers layers, Office office, Notices notices,
        Runnable changed, Consumer<MessageId> released, Runnable lock, Runnable quit) {

    Printable line(String key, Object... args) {
        return texts.line(key, args);
    }

    Line line(Role role, String key, Object... args) {
        return Line.of(role, texts.line(key, args));
    }

    void tell(String key, Object... args) {
        notices.tell(texts.line(key, args));
    }

    void warn(String key, Object... args) {
        notices.warn(texts.line(key, args));
    }
}
