package guichet.tui.screen;

import guichet.inbox.journal.JournalEntry.Payload;
import guichet.tui.text.Texts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a journal entry says, in the person's words. The entry itself keeps the words that the chain was made over; one that this
/// version does not know is shown as it stands.
final class JournalWords {
    private static final Pattern ABOUT = Pattern.compile("(message|contact) ([0-9]+)(?:: ([a-z-]+))?");

    private final Texts texts;

    JournalWords(Texts texts) {
        this.texts = texts;
    }

    /// Who did it; the program itself where nobody did.
    String who(Payload payload) {
        return payload.actor().person().isEmpty() ? texts.say("journal.guichet") : payload.actor().person();
    }

    /// Who did it and by what way.
    String by(Payload payload) {
        return payload.actor().person().isEmpty()
                ? texts.say("journal.by-guichet")
                : texts.say("journal.who", who(payload), texts.of(payload.actor().via()));
    }

    String detail(String stored) {
        Matcher about = ABOUT.matcher(stored);
        if (!about.matches()) {
            return word(stored).orElse(stored);
        }
        String what = texts.say(about.group(1).equals("message") ? "journal.message" : "journal.contact",
                about.group(2));
        return about.group(3) == null ? what : what + ", " + word(about.group(3)).orElse(about.group(3));
    }

    private Optional<String> word(String stored) {
        return switch (stored) {
            case "signed-reply" -> Optional.of(texts.say("journal.signed-reply"));
            case "signed-by-contact" -> Optional.of(texts.say("journal.signed-by-contact"));
            case "machine-names-case" -> Optional.of(texts.say("journal.machine-names-case"));
            case "signal-quote" -> Optional.of(texts.say("journal.signal-quote"));
            case "signal-contact" -> Optional.of(texts.say("journal.signal-contact"));
            case "signal-group" -> Optional.of(texts.say("journal.signal-group"));
            case "by-person" -> Optional.of(texts.say("journal.by-person"));
            case "moved" -> Optional.of(texts.say("journal.moved"));
            case "call" -> Optional.of(texts.say("journal.call"));
            case "meeting" -> Optional.of(texts.say("journal.meeting"));
            case "letter" -> Optional.of(texts.say("journal.letter"));
            case "erased" -> Optional.of(texts.say("journal.was-erased"));
            case "kept" -> Optional.of(texts.say("journal.was-kept"));
            case "sent" -> Optional.of(texts.say("journal.sent"));
            case "failed" -> Optional.of(texts.say("journal.failed"));
            case "unknown" -> Optional.of(texts.say("journal.unknown"));
            case "withdrawn" -> Optional.of(texts.say("journal.withdrawn"));
            default -> Optional.empty();
        };
    }
}
