package guichet.inbox.signal;

import guichet.inbox.MessageId;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a message on Signal has beside its text and its files.
///
/// @param author     who wrote it; for ours, the account by which it left
/// @param sent       by which others refer to it; what its author's clock said
/// @param group      where it was said, if in a group
/// @param timer      after which it vanishes on telephones; zero: it stays there
/// @param erasedAt   when its words were erased here, if they were
/// @param earlier    what it said before it was edited, oldest first; the present text is the message's body
/// @param reactions  that stand now, oldest first
/// @param quote      what it answers
/// @param missing    attachments that it names and that are not here, by their claimed names
public record SignalDetails(MessageId message, SignalKind kind, SignalIdentityId author, Instant sent,
        Optional<SignalRecipient.Group> group, Duration timer, Taken taken, Optional<Instant> erasedAt,
        List<Earlier> earlier, List<Reaction> reactions, Optional<Quote> quote, List<Missing> missing,
        Receipts receipts) {

    public SignalDetails {
        earlier = List.copyOf(earlier);
        reactions = List.copyOf(reactions);
        missing = List.copyOf(missing);
    }

    /// Whether its author has taken it back, or a timer has run out. Names are stored.
    public enum Taken {
        NO,
        /** Its author deleted it for everyone. */
        DELETED,
        /** Its timer has run out. */
        EXPIRED
    }

    /// A version that an edit has replaced.
    public record Earlier(Instant sent, String text) {
    }

    /// @param emoji what somebody chose: any text, shown as text
    public record Reaction(SignalIdentityId by, String emoji, Instant at) {
    }

    /// A quoted message, as whoever answers it tells: its text is theirs, not its author's, unless the message itself is here.
    ///
    /// @param message the quoted one, where it is here
    public record Quote(String alleged, Instant sent, Optional<MessageId> message) {
    }

    /// @param why a fixed word: `missing`, `too-large`, `bad-name`
    public record Missing(String name, String type, String why) {
    }

    /// Of ours: when the other side's telephone had it, and when it was read, as that tells.
    public record Receipts(Optional<Instant> delivered, Optional<Instant> read) {
        public static final Receipts NONE = new Receipts(Optional.empty(), Optional.empty());
    }
}
