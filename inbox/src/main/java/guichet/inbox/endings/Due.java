package guichet.inbox.endings;

import guichet.inbox.Case;
import java.time.Instant;

/// What a rule wants to happen to a case.
///
/// @param when the rule's time
public record Due(Case its, Act act, Instant when, Standing standing, Rule rule) {

    public enum Act {
        ARCHIVE, DESTROY
    }

    public enum Standing {
        /** Its time comes within the weeks of warning. */
        SOON,
        /** Its time has come. */
        DUE,
        /** Something came after it was closed: somebody has to look first. */
        SUSPENDED, HELD
    }
}
