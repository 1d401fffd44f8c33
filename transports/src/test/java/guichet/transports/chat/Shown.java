package guichet.transports.chat;

import java.util.List;
import java.util.Optional;

/// A line of a chat as the phone's screen gets it from the core.
///
/// @param author    the name at the line: `Me` for the phone's own, with a `~` before it where the author is no member
/// @param text      what was written; on an INFO line, the core's own sentence
/// @param quote     the quoted text
/// @param file      the attachment's name
/// @param reactions emoji, the most frequent first
public record Shown(long id, Kind kind, String author, String text, Optional<String> quote, Optional<String> file,
        List<String> reactions, Lock lock, Edit edit, long state) {
    /// Of a mail that was handed to the server.
    public static final long SENT = 26;
    /// Of a mail that somebody has seen.
    public static final long READ = 28;

    public enum Kind {
        SAID, INFO
    }

    public enum Lock {
        ENCRYPTED, OPEN
    }

    public enum Edit {
        EDITED, AS_WRITTEN
    }

    static Shown of(Json message) {
        boolean info = message.get("isInfo").yes();
        Json quote = message.get("quote");
        Json reactions = message.get("reactions");
        return new Shown(message.get("id").number(), info ? Kind.INFO : Kind.SAID,
                message.get("overrideSenderName").maybeText().map(name -> "~" + name)
                        .orElseGet(() -> message.get("sender").get("displayName").text()),
                message.get("text").text(),
                quote.missing() ? Optional.empty() : Optional.of(quote.get("text").text()),
                message.get("fileName").maybeText(),
                reactions.missing()
                        ? List.of()
                        : reactions.get("reactions").list().stream().map(each -> each.get("emoji").text()).toList(),
                message.get("showPadlock").yes() ? Lock.ENCRYPTED : Lock.OPEN,
                message.get("isEdited").yes() ? Edit.EDITED : Edit.AS_WRITTEN, message.get("state").number());
    }
}
