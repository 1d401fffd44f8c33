package guichet.inbox.gate;

import guichet.keystore.SignalRecipient;
import java.time.Instant;

/// An emoji put to an earlier message of the same conversation, or taken back. It leaves by the same gate as words do: it tells that somebody read.
///
/// @param author of that message
/// @param sent   in the version that is reacted to: with its author this is what it is known by
public record SignalReaction(String emoji, SignalRecipient author, Instant sent, How how) implements SignalMatter {
    private static final int LONGEST = 32;

    public SignalReaction {
        if (emoji.isBlank() || emoji.length() > LONGEST || emoji.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a reaction");
        }
    }

    public enum How {
        PUT, TAKEN_BACK
    }

    /// What it says stays out of logs.
    @Override
    public String toString() {
        return "a reaction";
    }
}
