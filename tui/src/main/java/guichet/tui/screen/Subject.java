package guichet.tui.screen;

import guichet.inbox.Summary;
import guichet.inbox.signal.SignalKind;
import guichet.tui.text.Texts;

/// What a message is about: a mail's subject, what a message on Signal is where it is no mere text, or how a contact in the clear was made.
final class Subject {
    private Subject() {
    }

    /// May be empty.
    static String of(Summary message, Texts texts) {
        return switch (message.channel()) {
            case SIGNAL -> SignalKind.of(message.subject()).filter(known -> known != SignalKind.TEXT).map(texts::of)
                    .orElse(message.subject());
            case CONTACT -> switch (message.subject()) {
                case "call" -> texts.say("contact.call");
                case "meeting" -> texts.say("contact.meeting");
                case "letter" -> texts.say("contact.letter");
                default -> message.subject();
            };
            case MAIL, CHAT, NOTE -> message.subject();
        };
    }
}
