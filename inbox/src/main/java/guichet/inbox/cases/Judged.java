package guichet.inbox.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What intake knows of a verdict besides the verdict itself.
///
/// @param with          names the keys that it was reached with: another name means that another verdict is possible
/// @param better        whether other keys may show more of the message
/// @param signedAt      when the good signature was made, as its signer says inside of it
/// @param provenReplyTo the Message-IDs that it answers, where those stood inside what was encrypted and signed; else none
public record Judged(String with, Better better, Optional<Instant> signedAt, List<String> provenReplyTo) {
    public Judged {
        provenReplyTo = List.copyOf(provenReplyTo);
    }

    /// Whether another key may show more.
    public enum Better {
        WITH_ANOTHER_KEY,
        /** Only where the signer's certificate itself changes. */
        NO
    }

    /// Of what is not judged: our own messages, notes.
    static final Judged NOT = new Judged("", Better.NO, Optional.empty(), List.of());
}
