package guichet.inbox.journal;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One entry as it is listed. Everything but number, time and kind is payload, and gone once erased.
///
/// @param n      its number, from 1 without gaps
/// @param erased whether the payload was erased; the chain still verifies
public record JournalEntry(long n, Instant time, JournalKind kind, Payload payload, boolean erased) {

    /// What an entry says. All parts but the actor are empty where they don't apply.
    ///
    /// @param recipients addresses concerned
    /// @param digest     SHA-256 of what it is about, lower-case hexadecimal
    /// @param detail     in the fixed words of the kind, never a message's text
    public record Payload(Actor actor, Optional<CaseId> caseId, Optional<String> reason,
            Optional<Channel> channel, List<String> recipients, Optional<String> digest, Optional<String> detail) {

        public Payload {
            recipients = List.copyOf(recipients);
        }

        /// A payload that says who, and nothing more yet.
        public static Payload by(Actor actor) {
            return new Payload(actor, Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                    Optional.empty(), Optional.empty());
        }

        public Payload inCase(Optional<CaseId> id) {
            return new Payload(actor, id, reason, channel, recipients, digest, detail);
        }

        public Payload because(String why) {
            return new Payload(actor, caseId, Optional.of(why), channel, recipients, digest, detail);
        }

        public Payload over(Channel by) {
            return new Payload(actor, caseId, reason, Optional.of(by), recipients, digest, detail);
        }

        public Payload to(List<String> addresses) {
            return new Payload(actor, caseId, reason, channel, addresses, digest, detail);
        }

        public Payload of(String sha256) {
            return new Payload(actor, caseId, reason, channel, recipients, Optional.of(sha256), detail);
        }

        public Payload saying(String words) {
            return new Payload(actor, caseId, reason, channel, recipients, digest, Optional.of(words));
        }
    }
}
