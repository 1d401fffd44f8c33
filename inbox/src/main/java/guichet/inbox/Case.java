package guichet.inbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One case with its counters.
///
/// @param assignee the name of a person of this vault
public record Case(CaseId id, String title, State state, Optional<String> assignee, Instant opened,
        Optional<Instant> closed, int unread, int messages) {

    public enum State {
        OPEN, CLOSED;

        /// The contract's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
