package guichet.tui.screen;

import guichet.inbox.Channel;
import guichet.inbox.Summary;
import guichet.inbox.signal.SignalKind;
import guichet.tui.text.Texts;
import java.util.Optional;

/// What a message is about: a mail's subject, or what a message on Signal is where it is no mere text.
final class Subject {
    private Subject() {
    }

    /// May be empty.
    static String of(Summary message, Texts texts) {
        Optional<SignalKind> kind = message.channel() == Channel.SIGNAL
                ? SignalKind.of(message.subject()).filter(known -> known != SignalKind.TEXT)
                : Optional.empty();
        return kind.map(texts::of).orElse(message.subject());
    }
}
