package guichet.inbox;

import java.time.Instant;
import java.util.Optional;

/// One line of a list of messages.
///
/// @param date       when it was written, as its author claims
/// @param snippet    the first words of its text, at most 120 characters
/// @param protection empty for notes and contacts
public record Summary(MessageId id, Channel channel, Direction direction, Optional<CaseId> caseId, Party from,
        Instant date, String subject, String snippet, boolean read, Optional<Protection> protection) {
}
