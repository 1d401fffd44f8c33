package guichet.tui.text;

import guichet.transports.mail.Trouble;
import guichet.transports.signal.SignalTrouble;

/// What stands stored as a channel's trouble, in words for people.
public final class ChannelTrouble {
    private ChannelTrouble() {
    }

    /// @param stored `word` or `word: details`; where no channel of this version knows the word, it is shown as it is
    public static String sentence(String stored, Texts texts) {
        return Trouble.in(stored).map(trouble -> texts.of(trouble))
                .or(() -> SignalTrouble.in(stored).map(trouble -> texts.of(trouble))).orElse(stored);
    }
}
