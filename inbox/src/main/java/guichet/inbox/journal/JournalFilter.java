package guichet.inbox.journal;

import guichet.inbox.CaseId;
import java.util.Optional;

/// Which entries to list.
///
/// @param recipient only those that concern this address, compared without case
/// @param limit     at most so many
public record JournalFilter(Optional<CaseId> caseId, Optional<JournalKind> kind, Exposures exposures,
        Optional<String> recipient, int limit) {

    public static final JournalFilter ALL = new JournalFilter(Optional.empty(), Optional.empty(), Exposures.AND_OTHERS,
            Optional.empty(), Integer.MAX_VALUE);

    public enum Exposures {
        ONLY, AND_OTHERS
    }
}
