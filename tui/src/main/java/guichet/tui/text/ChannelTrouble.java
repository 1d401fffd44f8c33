package guichet.tui.text;

import guichet.inbox.gate.Refusal;
import guichet.inbox.gate.SignalRefusal;
import guichet.transports.mail.Trouble;
import guichet.transports.signal.SignalSetback;
import guichet.transports.signal.SignalTrouble;
import java.util.Optional;
import java.util.stream.Stream;

/// What stands stored as a channel's trouble, or as why something in the outbox has not left, in words for people.
public final class ChannelTrouble {
    private ChannelTrouble() {
    }

    /// @param stored `word` or `word: details`; where no channel of this version knows the word, it is shown as it is
    public static String sentence(String stored, Texts texts) {
        return constant(stored).map(texts::of).or(() -> said(stored, texts)).orElse(stored);
    }

    private static Optional<Enum<?>> constant(String stored) {
        return Stream.<Optional<? extends Enum<?>>>of(Trouble.in(stored), SignalTrouble.in(stored),
                SignalSetback.in(stored),
                Stream.of(SignalRefusal.Why.values()).filter(why -> why.word().equals(stored)).findAny(),
                Stream.of(Refusal.Why.values()).filter(why -> why.word().equals(stored)).findAny())
                .flatMap(Optional::stream).<Enum<?>>map(each -> each).findFirst();
    }

    /// Of any channel: the program was killed while it left, or somebody changed what stood in the outbox.
    private static Optional<String> said(String stored, Texts texts) {
        return switch (stored) {
            case "interrupted" -> Optional.of(texts.say("outbox.interrupted"));
            case "settled-not-left" -> Optional.of(texts.say("outbox.settled-not-left"));
            case "altered" -> Optional.of(texts.say("outbox.altered"));
            default -> Optional.empty();
        };
    }
}
